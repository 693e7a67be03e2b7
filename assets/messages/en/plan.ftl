# Plan: what is ahead, and where it is set up.
tab-plan = Plan
plan-title = Plan
plan-meetings = Find a meeting
plan-meetings-hint = In the lists on this device, without a network
plan-lists = My lists of meetings
plan-lists-hint = Add, renew or remove a list
plan-coping-hint = A plan for a payday, a party or a trip

# What lies ahead now, on Today and on Plan.
ahead-title = What is ahead
ahead-asks = How did it go?
ahead-now = It is now. It began at { $time }
ahead-today = Today at { $time }
ahead-tomorrow = Tomorrow at { $time }
ahead-supply-low =
    { $count ->
        [0] Not enough for the next dose
        [one] Enough for 1 day
       *[other] Enough for { $shown } days
    }
ahead-supply-refill = Refill from { $day }
ahead-supply-expiry = Date on the pack: { $day }
ahead-supply-expired = Past the date on the pack: { $day }
ahead-plan-today = Today. Open my plan
ahead-plan = { $day }. Open my plan
ahead-more =
    { $count ->
        [one] 1 more on Plan
       *[other] { $count } more on Plan
    }
