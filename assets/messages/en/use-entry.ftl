# Logging a use, for goals that are not about none at all.
use-title = How much was it?
use-goal-title = Which one?
use-lead = One tap logs it for now. No blame, just a number.
use-lead-unit = Counted in { $unit }. One tap logs it for now.
use-another = Another amount
use-keep = Log it
use-logged = Logged { $amount }
use-today = Today so far: { $amount }.
use-today-limit = Today so far: { $amount }. Your limit: { $limit }.
use-week-limit = This week so far: { $amount }. Your limit: { $limit }.
use-past-title = Add a use
use-edit-title = Your use
use-amount = How much
use-amount-of = How much, in { $unit }
use-no-goal = There is no goal that counts use.
entry-what-use_entry = use
journey-add-use_entry = A use
