-- What wrk asks of the explorer: addresses from a file, in an order of chance, each reader resting in between.
local addresses, rest, counts = {}, 0, {}

function setup(thread)
  thread:set("number", #counts)
  table.insert(counts, thread)
end

function init(arguments)
  math.randomseed(7 + number)
  rest = tonumber(arguments[2])
  for line in io.lines(arguments[1]) do table.insert(addresses, line) end
  wrong = 0
end

function delay() return math.random(0, 2 * rest) end

function request()
  return wrk.format("GET", addresses[math.random(#addresses)])
end

function response(status)
  if status ~= 200 then wrong = wrong + 1 end
end

function done(summary, latency)
  local wrong_answers = 0
  for _, thread in ipairs(counts) do wrong_answers = wrong_answers + thread:get("wrong") end
  local errors = summary.errors
  io.write(string.format("RESULT %d %d %d %.1f %.1f %.1f %.1f\n", summary.requests, wrong_answers,
    errors.connect + errors.read + errors.write + errors.timeout, latency:percentile(50) / 1000,
    latency:percentile(95) / 1000, latency:percentile(99) / 1000, latency.max / 1000))
end
