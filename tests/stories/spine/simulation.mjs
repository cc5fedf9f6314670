// Crowded days, rehearsed through the hall's own functions beside first come, first served: nobody
// is passed over once he has waited for the cap, people with priority wait less, nobody pays too
// much for it, and what the slips said came near enough. Then every curve of arrivals with the
// windows that the report suggests for it and with two thirds of them: what `make bench` promises
// of 2000 numbers, of 400.
import { BOUND_MEAN_S, BOUND_P90_S, curves, play, promises, rehearse } from '../../bench/day.mjs'
import { check, equal, finish } from '../../lib/client.mjs'
import { binary } from '../../lib/nodes.mjs'

try {
  for (const seed of [1, 2]) {
    const day = { tickets: 300, windows: 7, seed }
    const hall = rehearse(binary, { ...day, policy: 'hall' }),
      plain = rehearse(binary, { ...day, policy: 'fcfs' })
    equal('everybody was called', [hall.called, plain.called], [300, 300])
    equal('nobody is passed over after the cap', hall.passed, 0)
    // at the general windows, which are crowded but not past help: where everybody waits for longer
    // than the cap, the cap decides and not the class
    check(
      'people with priority wait less than without it',
      hall.general.priority.mean < plain.general.priority.mean * 0.7,
      () => JSON.stringify([hall.general, plain.general]),
    )
    check(
      'the others pay little for it',
      hall.general.normal.mean < plain.general.normal.mean * 1.35,
      () => JSON.stringify([hall.general, plain.general]),
    )
    check(
      'estimates within what is promised',
      hall.estimate.mean <= BOUND_MEAN_S && hall.estimate.p90 <= BOUND_P90_S,
      () => JSON.stringify(hall.estimate),
    )
    check('nearly every number had one', hall.estimate.count > 290, () => hall.estimate.count)
    console.log(`# seed ${seed}: ${JSON.stringify(hall)}`)
  }
  let uncapped = 0
  check('there are measured curves', Object.values(curves).filter((c) => c.measured).length >= 3)
  for (const curve of Object.keys(curves)) {
    const day = play(binary, { curve, tickets: 400, seed: 1 })
    for (const [what, figure, held] of promises(day)) check(`${curve}: ${what}`, held, figure)
    check(
      `${curve}: too few windows are felt`,
      day.few.hall.all.mean > 2 * day.enough.hall.all.mean,
      () => JSON.stringify(day.few.hall.all),
    )
    uncapped += day.few.uncapped.passed
    console.log(
      `# ${curve}: ${day.enough.windows} windows, worst ${day.enough.hall.all.worst} s; ${day.few.windows}: worst ${day.few.hall.all.worst} s, estimates off by ${day.few.hall.estimate.mean.toFixed(0)} s, p90 ${day.few.hall.estimate.p90.toFixed(0)} s, without a cap passed over ${day.few.uncapped.passed}`,
    )
  }
  check('without the cap people would have been passed over', uncapped > 0, uncapped)
} catch (error) {
  check('the story runs to its end', error.stack)
}
finish()
