-- Calls by the day in UTC as well: a year of hours is eight thousand rows a campaign, of days 365.
lock table talky.call_tallies in exclusive mode;
alter table talky.call_tallies drop constraint call_tallies_grain_check,
  add constraint call_tallies_grain_check check (grain in ('quarter', 'hour', 'day', 'all'));

create function talky.day_of(at timestamptz) returns timestamptz
language sql immutable parallel safe as $$ select date_bin('1 day', at, timestamptz '2000-01-01 00:00Z') $$;
revoke all on function talky.day_of(timestamptz) from public;

-- Each of the functions that write them, as it stands, and the day beside the hour.
do $$
declare
  edit record;
  body text;
begin
  for edit in select * from (values
    ('talky.tally_cells(uuid, uuid, uuid, timestamptz, integer)', $e$(of_tenant, of_campaign, of_agent, 'quarter',$e$,
      $e$(of_tenant, of_campaign, of_agent, 'day', talky.day_of(of_at)), (of_tenant, of_campaign, of_agent, 'quarter',$e$),
    ('talky.tally_call(talky.calls, integer)', $e$('quarter', talky.quarter_of(k.requested_at))$e$,
      $e$('day', talky.day_of(k.requested_at)), ('quarter', talky.quarter_of(k.requested_at))$e$),
    ('talky.tally_lead(talky.lead_reach, integer)', $e$('quarter', talky.quarter_of(r.first_at))$e$,
      $e$('day', talky.day_of(r.first_at)), ('quarter', talky.quarter_of(r.first_at))$e$),
    ('talky.make_call_tallies()', $e$when grouping(talky.hour_of(k.requested_at)) = 0 then 'hour'$e$,
      $e$when grouping(talky.hour_of(k.requested_at)) = 0 then 'hour' when grouping(talky.day_of(k.requested_at)) = 0 then 'day'$e$),
    ('talky.make_call_tallies()', $e$talky.hour_of(k.requested_at), '-infinity'$e$,
      $e$talky.hour_of(k.requested_at), talky.day_of(k.requested_at), '-infinity'$e$),
    ('talky.make_call_tallies()', $e$(1, 2, 3, talky.hour_of(k.requested_at))$e$,
      $e$(1, 2, 3, talky.hour_of(k.requested_at)), (1, 2, 3, talky.day_of(k.requested_at))$e$),
    ('talky.make_call_tallies()', $e$when grouping(talky.hour_of(first_at)) = 0 then 'hour'$e$,
      $e$when grouping(talky.hour_of(first_at)) = 0 then 'hour' when grouping(talky.day_of(first_at)) = 0 then 'day'$e$),
    ('talky.make_call_tallies()', $e$talky.hour_of(first_at), '-infinity'$e$,
      $e$talky.hour_of(first_at), talky.day_of(first_at), '-infinity'$e$),
    ('talky.make_call_tallies()', $e$(1, 2, 3, talky.hour_of(first_at))$e$,
      $e$(1, 2, 3, talky.hour_of(first_at)), (1, 2, 3, talky.day_of(first_at))$e$)
  ) as e(function, former, latter) loop
    body := pg_get_functiondef(edit.function::regprocedure);
    if length(replace(body, edit.former, '')) <> length(body) - length(edit.former) then
      raise exception '% does not hold % once', edit.function, edit.former;
    end if;
    execute replace(body, edit.former, edit.latter);
  end loop;
end $$;

do $$
declare
  sums text;
begin
  select string_agg(format('sum(t.%I)', attname), ', ' order by attnum) into sums from pg_attribute
    where attrelid = 'talky.call_tallies'::regclass and not attisdropped
      and attnum > (select attnum from pg_attribute where attrelid = 'talky.call_tallies'::regclass and attname = 'at');
  execute format(
    'insert into talky.call_tallies select t.tenant_id, t.campaign_id, t.agent_id, ''day'', talky.day_of(t.at), %s
      from talky.call_tallies t where t.grain = ''hour'' group by 1, 2, 3, 4, 5', sums);
end $$;
