-- wrk sends the lines of a file in turn: method, path, cookie and body, parted by tabs.
local jobs, turn = {}, 0

function init(args)
  for line in io.lines(args[1]) do
    local method, path, cookie, body = line:match("^(%S+)\t(%S+)\t([^\t]*)\t(.*)$")
    local headers = { Cookie = cookie, ["Accept-Encoding"] = "gzip, deflate, br" }
    if body ~= "" then headers["Content-Type"] = "application/x-www-form-urlencoded" end
    jobs[#jobs + 1] = wrk.format(method, path, headers, body ~= "" and body or nil)
  end
end

function request()
  turn = turn % #jobs + 1
  return jobs[turn]
end

function done(summary, latency)
  local e = summary.errors
  local wrong = e.connect + e.read + e.write + e.timeout + e.status
  print(string.format("DONE %d %d %d %d", summary.requests, summary.duration, latency:percentile(95), wrong))
end
