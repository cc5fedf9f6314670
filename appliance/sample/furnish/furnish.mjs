// Furnishes the sample hall of `make run`, so that every page has something to show. Words: phase,
// the hall's address, the county's, the password of all accounts.
import { done } from './client.mjs'
import { today } from './today.mjs'
import { week } from './week.mjs'

const [phase, hall, county, password] = process.argv.slice(2)
if (phase === 'week') await week(hall, password)
else await today(hall, county, password)
done()
