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
    errno.ENOENT: say("it is not there any more"),
    errno.ENOTDIR: say("there is a file where a folder should be"),
    errno.ENAMETOOLONG: say("the name is too long"),
    errno.EIO: say("the disk does not work"),
    errno.EBADF: say("it is closed"),
    errno.EMFILE: say("too many files are open"),
}


def reason_of(error: OSError) -> Message:
    """Return the reason; for one that is not listed, the system's own words."""
    return _REASONS.get(error.errno or 0) or say("{reason}", reason=error.strerror or str(error))
