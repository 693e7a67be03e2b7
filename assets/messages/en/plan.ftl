# Plan: what is ahead, and where it is set up.
tab-plan = Plan
plan-title = Plan
plan-meetings = Find a meeting
plan-meetings-hint = In the lists on this device, without a network
plan-lists = My lists of meetings
plan-lists-hint = Add, renew or remove a list
