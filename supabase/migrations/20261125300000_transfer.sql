-- What a colleague hears before a call is connected to them; written before the carrier is asked for it.
alter table talky.calls add column transfer_briefing text
  check (transfer_briefing is null or length(transfer_briefing) <= 1500);

-- For the carrier's question what to say to them, and whether the conversation has already been handed over.
create function talky.call_transfer(for_call uuid)
returns table (briefing text, language text, is_handed_over boolean)
language sql stable security definer set search_path = '' as $$
  select c.transfer_briefing, coalesce(c.snapshot -> 'agent' ->> 'language', 'en'),
    c.session_ended_at is not null
  from talky.calls c where c.id = for_call
$$;
revoke all on function talky.call_transfer(uuid) from public;
grant execute on function talky.call_transfer(uuid) to talky_web;
