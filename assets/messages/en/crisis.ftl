### Help: the words for the crisis lines in assets/content/crisis.
### Numbers and the names of services are data and stay as the provider writes them.

## Countries (the key ends in the ISO 3166 code of the file)

crisis-country-AU = Australia
crisis-country-CA = Canada
crisis-country-DE = Germany
crisis-country-ES = Spain
crisis-country-FR = France
crisis-country-GB = United Kingdom
crisis-country-IE = Ireland
crisis-country-IN = India
crisis-country-MX = Mexico
crisis-country-NZ = New Zealand
crisis-country-US = United States
crisis-country-ZA = South Africa

## What a line is for

crisis-about-gambling = Help with gambling, for you or someone close to you.
crisis-about-indigenous = For Indigenous people in Canada who need someone to talk to.
crisis-about-mental = For when your thoughts or feelings are hard to bear.
crisis-about-overdose-company = Someone stays on the phone while you use. They send help if you stop answering.
crisis-about-poison = For when someone may have taken too much, or something harmful.
crisis-about-substance = Help with alcohol or drugs, for you or someone close to you.
crisis-about-substance-victoria = For people in Victoria. Help with alcohol or drugs.
crisis-about-suicide = For when you think about suicide, or everything feels too much.
crisis-about-suicide-counselling = Counselling by phone for anyone touched by suicide.
crisis-about-suicide-northern-ireland = For people in Northern Ireland. For when everything feels too much.
crisis-about-text-support = Support by text message when things feel too hard.
# The Veterans Crisis Line has no number of its own: it is the first choice in the menu of 988.
crisis-about-veterans = For veterans, people in the forces and their families. After you call 988, press 1.
crisis-about-youth = For children and young people.

## Opening hours (local time of the service)

crisis-hours-always = Day and night, every day
crisis-hours-daily-0800-0200 = Every day, 08:00 to 02:00
crisis-hours-daily-0900-2300 = Every day, 09:00 to 23:00
crisis-hours-mon-sat-1400-2000 = Monday to Saturday, 14:00 to 20:00
crisis-hours-unknown = Opening hours not known
crisis-hours-weekdays-0930-1730 = Monday to Friday, 09:30 to 17:30

## Cost

crisis-cost-free = Free
crisis-cost-standard = Costs the same as a normal call or text
crisis-cost-unknown = Cost not known
