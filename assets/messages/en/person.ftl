# People to turn to.
people-title = My people
people-lead = Who you can call or write to. Those with a number are in Help too, while Mainstay is open.
people-empty-title = Nobody here yet
people-empty-text = One name and a number is enough. It is there when calling is hard.
# $count: as many as there may be
people-full = { $count } people are here. Remove one to add another.
people-change = Change my people

person-title = Person
person-add = Add a person
person-name = Name
person-role = Who they are to you
person-role-sponsor = Sponsor
person-role-friend = Friend
person-role-family = Family
person-role-therapist = Therapist
person-role-prescriber = Prescriber or clinic
person-role-case_manager = Case manager
person-role-emergency = For emergencies
person-phone = Phone number
person-message = A message to begin with
person-message-hint = It stands in the text when you write to them. You send it yourself.
person-call = Call
person-text = Text
# $name: who
person-call-name = Call { $name }
person-text-name = Text { $name }
person-added = Person added
person-changed = Person changed
person-removed = Removed: { $name }
removed-person = Person: { $name }
