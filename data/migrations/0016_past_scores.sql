-- Scores of a past that another register kept: 0009 took over the grades alone.

-- One array element for each state that ended: its object, its grade, the day on which it ended, its score.
-- States that are not there are passed over. Answers how many were filled in.
create function fourcolor.record_past_scores(
  changed_layer text, ids text[], grades smallint[], untils date[], scores double precision[]
) returns integer
language plpgsql volatile
security definer
set search_path = fourcolor, public
as $$
declare
  filled integer;
begin
  update object_versions as v
  set score = given.score
  from unnest(ids, grades, untils, scores) as given (object_id, grade, until, score)
  where v.layer = changed_layer
    and v.object_id = given.object_id
    and v.valid_to = given.until
    and v.grade is not distinct from given.grade
    and v.score is null;
  get diagnostics filled = row_count;
  perform bump_version('history', null);
  return filled;
end
$$;
revoke all on function fourcolor.record_past_scores(text, text[], smallint[], date[], double precision[]) from public;
grant execute on function fourcolor.record_past_scores(text, text[], smallint[], date[], double precision[])
  to fc_admin;
