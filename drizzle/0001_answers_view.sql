CREATE VIEW "public"."answers" AS (
select assessments.tenant, assessments.id as assessment,
  responses.ordinal, responses.candidate, responses.attempt, place.item,
  case cell.code
    when 0 then 'did_not_exist' when 1 then 'omitted' when 2 then 'absent'
    when 3 then 'not_presented' when 4 then 'not_applicable' else 'answered'
  end as state,
  case when cell.code = 5 then '[]' else dictionary.answer end as answer
from assessments
join layouts on layouts.assessment = assessments.key
join responses on responses.assessment = assessments.key
cross join lateral json_to_recordset(layouts.layout -> 'columns')
  as place(item text, width int, "offset" int)
cross join lateral (
  select case
    when length(responses.answers) < place."offset" + place.width then 0
    else get_byte(responses.answers, place."offset")
      + case when place.width >= 2 then get_byte(responses.answers, place."offset" + 1) << 8 else 0 end
      + case when place.width = 4 then (get_byte(responses.answers, place."offset" + 2) << 16)
          + (get_byte(responses.answers, place."offset" + 3) << 24) else 0 end
  end as code
) cell
left join dictionary on dictionary.assessment = assessments.key
  and dictionary.item = place.item and dictionary.code = cell.code);