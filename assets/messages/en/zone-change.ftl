# The question after a journey: by which clock doses go.
# $zone: Asia/Tokyo
zone-title = This device is in another time zone: { $zone }
zone-lead = Which clock do your doses follow?
# $here, $home: times by the clock here
zone-times = By the clock here: { $here }. By the clock of { $zone }: { $home }.
zone-nearer = Two doses come nearer to each other here. Ask your prescriber or pharmacist first.
zone-here-clock = The clock here
zone-home-clock = The clock at home
zone-kept-here = Doses follow the clock here.
zone-kept-home = Doses follow the clock at home.
