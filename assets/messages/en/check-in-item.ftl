# The person's own questions in check-ins.
items-title = Your own questions
items-lead = Each check-in asks these after its other questions. You can skip any of them.
items-empty-title = Nothing here yet
items-empty-text = Add what you want to keep an eye on. It appears in your check-ins.
# $count: as many as there may be
items-full = { $count } are asked. Stop asking one to add another.
items-ended = Not asked now

item-title = Your question
item-add = Add a question
item-ideas = Ideas
# Each becomes the name of a question.
item-idea-meals = Regular meals
item-idea-movement = Moved my body
item-idea-gratitude = Grateful for
item-kind = How will you answer?
item-kind-scale = From 0 to 10
item-kind-scale-hint = Pain, energy
item-kind-yes_no = Yes or no
item-kind-yes_no-hint = Took a walk
item-kind-number = A number
item-kind-number-hint = Glasses of water
item-kind-text = In words
item-kind-text-hint = What went well
item-name = What to ask
item-unit = What is counted
item-unit-hint = Glasses, minutes. You can leave it out.
item-low = Word for 0
item-low-hint = You can leave it out.
item-high = Word for 10
item-high-hint = You can leave it out.
item-end = Stop asking
item-again = Ask again
item-end-hint = Your answers stay either way.
item-ended = Not asked any more
# $value: 0 to 10
item-scale-word = { $value } of 10
item-added = Question added
item-changed = Question changed
# $name: the question
item-asked = Asked again: { $name }
item-stopped = Not asked any more: { $name }
item-removed = Removed: { $name }
item-remove-title = Remove this question?
# $name: the question, $count: how many answers
item-remove-text =
    { $count ->
        [one] { $name } has { $count } answer. It goes with the question.
       *[other] { $name } has { $count } answers. They go with the question.
    }
item-remove-back = For 30 days you can bring it back, with its answers.
item-remove-stop = Keep the answers and stop asking
item-remove =
    { $count ->
        [one] Remove it and { $count } answer
       *[other] Remove it and { $count } answers
    }
removed-item = Question: { $name }
