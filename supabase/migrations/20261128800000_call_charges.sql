-- What a call cost by whom: [{service, provider, model, quantity, cost_micros}] (`lib/domain/cost/call-cost.ts`), written when it
-- is settled. Its sums by service are the four `*_micros`.
alter table talky.calls add column charges jsonb not null default '[]';

-- Of calls that were settled before, what each service cost stands with the first of it that was used. No sum that is kept
-- by trigger depends on it, and to keep them call by call would take longer than all the rest.
alter table talky.calls disable trigger user;
update talky.calls k set charges = (
  select coalesce(jsonb_agg(jsonb_build_object('service', c.service, 'provider', c.provider, 'model', c.model,
    'quantity', c.quantity, 'cost_micros', c.cost_micros)), '[]')
  from (
    select 'telephony' as service, k.carrier as provider, '' as model, coalesce(k.duration_s, 0)::numeric as quantity,
      k.telephony_micros as cost_micros
      where k.answered_at is not null or k.telephony_micros > 0
    union all
    select 'stt', coalesce(u.provider, 'unknown'), coalesce(u.model, ''), coalesce(u.audio_ms, 0) / 1000.0,
      case when coalesce(u.place, 1) = 1 then k.stt_micros else 0 end
      from (select 1) one left join rows from (jsonb_to_recordset(k.usage -> 'stt') as (provider text, model text, audio_ms bigint))
        with ordinality as u(provider, model, audio_ms, place) on true
      where u.place is not null or k.stt_micros > 0
    union all
    select 'llm', coalesce(u.provider, 'unknown'), coalesce(u.model, ''), coalesce(u.input_tokens + u.output_tokens, 0),
      case when coalesce(u.place, 1) = 1 then k.llm_micros else 0 end
      from (select 1) one left join rows from (jsonb_to_recordset(k.usage -> 'llm')
          as (provider text, model text, input_tokens bigint, output_tokens bigint))
        with ordinality as u(provider, model, input_tokens, output_tokens, place) on true
      where u.place is not null or k.llm_micros > 0
    union all
    select 'tts', coalesce(u.provider, 'unknown'), coalesce(u.model, ''), coalesce(u.characters, 0),
      case when coalesce(u.place, 1) = 1 then k.tts_micros else 0 end
      from (select 1) one left join rows from (jsonb_to_recordset(k.usage -> 'tts') as (provider text, model text, characters bigint))
        with ordinality as u(provider, model, characters, place) on true
      where u.place is not null or k.tts_micros > 0
  ) c)
where k.settled_at is not null;
alter table talky.calls enable trigger user;
