-- What the people in a file have agreed to, {"kind","purpose","text"}; null: the file says nothing of it.
alter table talky.imports add column consent jsonb;
-- The zones that the number's digits point to, as the numbering plan has them; empty: it does not say.
alter table talky.leads add column phone_time_zones text[] not null default '{}';
