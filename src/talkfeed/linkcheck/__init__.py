"""The links of talks → which are dead, by two agreeing signals on three days.

`providers` is the table of hosts and of what to ask them, `judging` turns their answers into a
verdict, `schedule` asks many hosts at once and each politely, `remembering` counts failures, and
`archive` finds archived copies. What is remembered is in `talkfeed.linkmemory`.
"""
