"""Why the system would not read or write a file, in the user's language."""

import errno

from validators.text.messages import Message, say

_REASONS = {
    errno.ENOSPC: say("the disk is full"),
    errno.EDQUOT: say("the space that you may use on the disk is full"),
    errno.EFBIG: say("the file would be larger than is allowed here"),
    errno.EROFS: say("the disk is read-only"),
    errno.EACCES: say("you may not do that in this folder"),
    errno.EPERM: say("you may not do that in this folder"),
    errno.EEXIST: say("the file is there already"),
    errno.ENOENT: say("it is missing any more"),
    errno.ENOTDIR: say("there is a file where a folder should be"),
    errno.ENAMETOOLONG: say("the name is too long"),
    errno.EIO: say("the disk does not work"),
    errno.EBADF: say("it is closed"),
    errno.EMFILE: say("too many files are open"),
    errno.ENFILE: say("too many files are open"),
    errno.EISDIR: say("it is a folder, not a file"),
    errno.ELOOP: say("links lead to each other in a ring"),
    errno.EBUSY: say("another program is using it"),
    errno.ETXTBSY: say("another program is using it"),
    errno.ENOTEMPTY: say("the folder is not empty"),
    errno.EXDEV: say("it is on another disk"),
    errno.EINVAL: say("the system does not accept this name"),
    errno.EILSEQ: say("the system does not accept this name"),
    errno.ENOMEM: say("there is not enough memory"),
    errno.EAGAIN: say("the system is overloaded"),
    errno.ENXIO: say("the device is missing"),
    errno.ENODEV: say("the device is missing"),
    errno.ESTALE: say("the network disk does not answer"),
    errno.ETIMEDOUT: say("the network disk does not answer"),
    errno.ENOTCONN: say("the network disk does not answer"),
    errno.EHOSTDOWN: say("the network disk does not answer"),
}


def reason_of(error: OSError) -> Message:
    """Return the reason; for one that is not listed, the system's own name for it, such as ENOSYS."""
    number = error.errno or 0
    return _REASONS.get(number) or say("the system calls it {name}", name=errno.errorcode.get(number, str(number)))
