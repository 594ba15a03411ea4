"""Telling open pages that something changed: a topic's name and a number, and at most what all of them show of it alike.
Knows no feature.

Whoever changes what others may see calls `signals.bump(session, topic)` in the same transaction. A topic is named
`HERON-42/room`: whose it is, then the word that pages know it by. Nothing that a participant saves bumps a topic:
the time of a signal would tell who wrote. Totals of what people wrote are *watched* instead: the hub looks at them
every few seconds, in the steps in which they are printed (decision 11).

A view that lets somebody listen loads what they may see, as always, and returns `streaming.stream(topics, allowed)`. With
`drawing=…` each news brings the one part of that page along, drawn once for all streams with equal drawings: it tells of
nobody. Such a page has exactly one part. No topic's word is `part` or `spread`: a frame has these of its own.

On the page `{{ live(url_for(".stream", code=event.code)) }}`, from `components/live.html`, names the stream, and each part
that changes by itself stands in

    <div data-live-part="{{ address of the fragment }}" data-live-topic="room" data-live-revision="{{ its revision }}">

`static/js/room.js` fetches the fragment again when its topic has another revision and it did not come along, and puts it
into the place of what stands inside the element. The view of a fragment returns `parts.part("feature/_part.html", …)`,
which has an ETag. Without a revision the part is asked for once when the stream opens. A part may name several topics,
with spaces between.
`data-live-every="30"` changes a part every 30 s at most. In a full house a signal says over how many milliseconds pages
should ask (`spread`), so that not everybody asks at once. Fields in which somebody types, and `<details>` with an id, open
or closed, stay as they are. The part gets `live:changed` afterwards.
"""
