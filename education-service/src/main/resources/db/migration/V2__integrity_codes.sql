-- Editions of the citizens' integrity code. At most one is in force on any day: the database itself sees to it.
create table integrity_code (
    id uuid primary key,
    edition integer not null unique,
    status text not null check (status in ('DRAFT', 'IN_FORCE')),
    title_zh text not null,
    title_en text not null,
    -- [{"textZh": "…", "textEn": "…"}, …] in order
    articles jsonb not null check (jsonb_typeof(articles) = 'array'),
    -- text of the demo province, not issued by any government
    sample boolean not null,
    effective_from date,
    -- the first day on which it is no longer in force; null while no later edition is published
    effective_until date,
    drafted_by text not null,
    published_by text,
    version integer not null default 1,
    check ((status = 'IN_FORCE') = (effective_from is not null and published_by is not null)),
    check (effective_until > effective_from),
    constraint one_code_in_force_on_any_day
        exclude using gist (daterange(effective_from, effective_until) with &&) where (status = 'IN_FORCE')
);

-- Sample edition of the demo province, written for this platform; it stands until the province issues a code.
-- In force from the day after clause 1.1 of the founding document wanted a code issued (by the end of 2017).
insert into integrity_code (id, edition, status, title_zh, title_en, articles, sample, effective_from, drafted_by,
    published_by)
values ('01930000-0000-7000-8000-000000000001', 1, 'IN_FORCE',
    '公民诚信守则(示范文本)', 'Citizens'' Integrity Code (sample text)',
    '[
      {"textZh": "言而有信。说到做到;做不到的,早说明、早弥补。",
       "textEn": "Keep your word. Do what you have said; where you cannot, say so early and make good."},
      {"textZh": "守约履责。认真对待合同、借款和承诺,遇到困难主动协商。",
       "textEn": "Honour agreements. Take contracts, loans and promises seriously, and talk to the other side when they become hard to keep."},
      {"textZh": "公德为先。爱护公共财物,遵守公共秩序,不以虚假信息误导他人。",
       "textEn": "Care for what is shared. Protect public property, keep public order, mislead nobody with false information."},
      {"textZh": "敬业求实。凭真才实学做事,不造假、不剽窃、不隐瞒差错。",
       "textEn": "Work honestly. Rely on real skill; do not forge, copy or hide mistakes."},
      {"textZh": "以诚待家。家人之间坦诚相待,以身作则教育子女。",
       "textEn": "Be honest at home. Be frank with your family, and teach children by example."},
      {"textZh": "网上网下一个样。不造谣、不欺诈,尊重他人的隐私和名誉。",
       "textEn": "Be the same online and offline. Spread no rumours, cheat nobody, respect the privacy and good name of others."},
      {"textZh": "知错能改。失信可以修复;给自己、也给别人改正的机会。",
       "textEn": "Mend what went wrong. Broken trust can be repaired; give yourself and others the chance."},
      {"textZh": "知权护权。人人有权查看自己的信用记录,有权提出异议;守则是倡导,不是处罚的依据。",
       "textEn": "Know your rights. Everyone may see their own record and dispute it; this code encourages and is never a ground for any penalty or record."}
    ]',
    true, '2018-01-01', 'seed', 'seed');
