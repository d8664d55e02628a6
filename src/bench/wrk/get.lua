-- Gets jobs by random ids from the lines of ids=FILE.
dofile(debug.getinfo(1, "S").source:match("^@(.*/)") .. "common.lua")

function init(args)
  local prepared = bench.lines(bench.read(args).ids)
  for i, id in ipairs(prepared) do prepared[i] = wrk.format("GET", bench.jobs .. "/" .. id) end
  math.randomseed(42)
  request = function() return prepared[math.random(#prepared)] end
end
