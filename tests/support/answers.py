"""What a body says of itself when its register begins: all that is asked."""

ANSWERS = {
    "name": "Sanoat agentligi",
    "parent": "Sanoat vazirligi",
    "department": "Raqamlashtirish bo‘limi",
    "number": "12-son",
    "date": "12.01.2026",
    "director": "Karim Aliyev, 2024-03-01, 14-k",
    "deputy": "Nodira Yusupova, 2025-05-05, 33-k",
    "head": "Otabek Nazarov, 2026-01-12, 3-k, 2026-01-12",
    "agreement": "03-11/214, 2026-01-09",
    "education": "Axborot universiteti; Axborot tizimlari, tarmoqlari; magistr; 30.06.2014",
    "experience": "Hisoblash markazi, Dasturchi, 2014-09-01, 2025-12-31",
    "acknowledged": "2026-01-13",
    "grade": "attributed, Bosh direktorning 2026-yil 12-yanvardagi 7-son buyrug‘i",
}
