-- The season of great heat, in which measures against heatstroke, fire and runaway storage are looked at more often.

alter table fourcolor.control_measures
  drop constraint control_measures_season_check,
  add constraint control_measures_season_check
    check (season in ('flood', 'forest_fire', 'typhoon', 'winter_fire', 'heat'));

alter table fourcolor.task_schedules
  drop constraint task_schedules_season_check,
  add constraint task_schedules_season_check
    check (season in ('flood', 'forest_fire', 'typhoon', 'winter_fire', 'heat'));
