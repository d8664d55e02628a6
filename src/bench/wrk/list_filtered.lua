-- Lists the first page of 50 jobs that match filter=EXPRESSION.
dofile(debug.getinfo(1, "S").source:match("^@(.*/)") .. "common.lua")

local function encoded(text)
  return (text:gsub("[^%w%-._~]", function(c) return string.format("%%%02X", c:byte()) end))
end

function init(args)
  local prepared = wrk.format("GET", bench.jobs .. "?pageSize=50&filter=" .. encoded(bench.read(args).filter))
  request = function() return prepared end
end
