# Help: what a person in trouble reads first. Shortest words, most important first.
# help.html uses the same messages without the app.
help-title = Help now
help-change-country = Change country
help-choose-country = Choose your country
help-call = Call { $number }
help-text = Text { $number }
# The keyword is the word to send.
help-text-keyword = Text { $keyword } to { $number }
help-chat = Or chat at { $address }
help-call-emergency = Call { $number }
help-emergency-about = Emergency. If a life may be in danger.
help-emergency-unknown = Call the emergency number where you are.
help-more-lines = More lines
help-no-lines = We have no line for this country that we could check.
# $day is a date.
help-checked = Checked on { $day }
help-old = This number may have changed. The emergency number still works.
help-breathe = Breathe
help-breathe-text = Breathe in through your nose for four seconds. Breathe out slowly for six. Do this ten times. Stop if you feel dizzy.
help-ground = Ground
help-ground-5 = Look for five things you can see.
help-ground-4 = Feel four things you can touch.
help-ground-3 = Listen for three things you can hear.
help-ground-2 = Find two things you can smell.
help-ground-1 = Notice one thing you can taste.
help-nobody-told = Nobody is told that you opened this page.
help-page-back = Back to Mainstay
