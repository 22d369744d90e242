-- Who asks is the same for all rows of a statement. As a sub-select it is worked out once; bare, once a row.
do $$
declare
  p record;
  once constant text := '(select \1)';
  bare constant text := '(talky\.current_(?:tenant_id|actor|role_name)\(\))';
begin
  for p in
    select tablename, policyname, qual, with_check from pg_policies
    where schemaname = 'talky' and coalesce(qual, '') || coalesce(with_check, '') ~ bare
  loop
    execute format('alter policy %I on talky.%I', p.policyname, p.tablename)
      || coalesce(' using (' || regexp_replace(p.qual, bare, once, 'g') || ')', '')
      || coalesce(' with check (' || regexp_replace(p.with_check, bare, once, 'g') || ')', '');
  end loop;
end $$;
