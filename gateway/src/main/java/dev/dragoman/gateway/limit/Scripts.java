package dev.dragoman.gateway.limit;

import dev.dragoman.gateway.redis.RedisScript;

/** What Redis does for limits. All times are its own, in milliseconds. */
final class Scripts {

    private static final String NOW = """
            local t = redis.call('TIME')
            local now = t[1] * 1000 + math.floor(t[2] / 1000)
            local function text(number) return string.format('%.0f', number) end
            """;

    /**
     * Hands out permits of one descriptor. Keys: window, slots. Arguments: length of a window, instance, how many instances there are,
     * life of slots; then for requests, tokens and slots each: limit, the least that is of use, how much is wished. Answers: the window's
     * start (0 when none began), what is left of it, and for each what all have now, and what was handed out.
     */
    private static final String TAKE = """
            local function take()
              local span, me, count, life = tonumber(ARGV[1]), ARGV[2], tonumber(ARGV[3]), tonumber(ARGV[4])
              local function grant(left, least, wish)
                if least <= 0 or left < least then return 0 end
                return math.min(left, math.max(least, math.min(wish, math.floor(left / (4 * count)))))
              end
              local w = redis.call('HMGET', KEYS[1], 'start', 'requests', 'tokens')
              local start, requests, tokens = tonumber(w[1]), tonumber(w[2]) or 0, tonumber(w[3]) or 0
              if not start or now - start >= span then start, requests, tokens = 0, 0, 0 end
              local r = grant(tonumber(ARGV[5]) - requests, tonumber(ARGV[6]), tonumber(ARGV[7]))
              local k = grant(tonumber(ARGV[8]) - tokens, tonumber(ARGV[9]), tonumber(ARGV[10]))
              requests, tokens = requests + r, tokens + k
              if r + k > 0 then
                if start == 0 then start = now end
                redis.call('HSET', KEYS[1], 'start', text(start), 'requests', text(requests), 'tokens', text(tokens))
                redis.call('PEXPIRE', KEYS[1], text(math.max(1, start + span - now)))
              end
              local total, mine, s = 0, 0, 0
              if tonumber(ARGV[12]) > 0 then
                local f = redis.call('HGETALL', KEYS[2])
                for i = 1, #f, 2 do
                  local c, e = string.match(f[i + 1], '(%d+):(%d+)')
                  if tonumber(e) < now then
                    redis.call('HDEL', KEYS[2], f[i])
                  else
                    total = total + tonumber(c)
                    if f[i] == me then mine = tonumber(c) end
                  end
                end
                s = grant(tonumber(ARGV[11]) - total, tonumber(ARGV[12]), tonumber(ARGV[13]))
                if s > 0 then
                  redis.call('HSET', KEYS[2], me, text(mine + s) .. ':' .. text(now + life))
                  redis.call('PEXPIRE', KEYS[2], text(life))
                end
              end
              local left = span
              if start > 0 then left = math.min(span, start + span - now) end
              return {start, left, requests, r, tokens, k, total + s, s}
            end
            """;

    /**
     * Corrects what was handed out. Keys: window, slots. Arguments: length of a window, instance, life of slots, the window's start (0
     * for the one of the moment, which may begin), and by how much requests, tokens and slots change.
     */
    private static final String CORRECT = """
            local function correct()
              local span, me, life, which = tonumber(ARGV[1]), ARGV[2], tonumber(ARGV[3]), tonumber(ARGV[4])
              local r, k, s = tonumber(ARGV[5]), tonumber(ARGV[6]), tonumber(ARGV[7])
              if r ~= 0 or k ~= 0 then
                local start = tonumber(redis.call('HGET', KEYS[1], 'start'))
                if start and now - start >= span then start = nil end
                if start and (which == 0 or which == start) then
                  local requests = redis.call('HINCRBY', KEYS[1], 'requests', text(r))
                  local tokens = redis.call('HINCRBY', KEYS[1], 'tokens', text(k))
                  if requests <= 0 and tokens <= 0 then redis.call('DEL', KEYS[1]) end
                elseif not start and which == 0 and k > 0 then
                  redis.call('HSET', KEYS[1], 'start', text(now), 'requests', '0', 'tokens', text(k))
                  redis.call('PEXPIRE', KEYS[1], text(span))
                end
              end
              if s ~= 0 then
                local c = tonumber(string.match(redis.call('HGET', KEYS[2], me) or '0:0', '(%d+):')) + s
                if c > 0 then
                  redis.call('HSET', KEYS[2], me, text(c) .. ':' .. text(now + life))
                  redis.call('PEXPIRE', KEYS[2], text(life))
                else
                  redis.call('HDEL', KEYS[2], me)
                end
              end
              return {}
            end
            """;

    /** Says how many slots an instance has. Keys: window, slots. Arguments: instance, life of slots, how many. */
    private static final String HOLD = """
            local function hold()
              redis.call('HSET', KEYS[2], ARGV[1], ARGV[3] .. ':' .. text(now + tonumber(ARGV[2])))
              redis.call('PEXPIRE', KEYS[2], ARGV[2])
              return {}
            end
            """;

    /** All that is done with the permits of one descriptor, by a first argument: one script, so that Redis knows all of it or nothing. */
    static final RedisScript PERMITS =
            new RedisScript(NOW + "local op = table.remove(ARGV, 1)\n" + TAKE + CORRECT + HOLD + """
            if op == 'take' then return take() elseif op == 'correct' then return correct() else return hold() end
            """);

    /**
     * A sign of life. Keys: instances, state. Arguments: instance, the epoch that it knows (empty for none), whether it goes by shares,
     * length of a window, margin. Answers: the time, the epoch, from when permits are handed out, and the names of all instances of the
     * last window. An epoch ends when Redis loses what it knew; permits are then handed out when those of before are over.
     */
    static final RedisScript BEAT = new RedisScript(NOW + """
            local me, known, sharing, span, margin = ARGV[1], ARGV[2], ARGV[3], tonumber(ARGV[4]), tonumber(ARGV[5])
            local function turn(at) return (math.floor(at / span) + 1) * span end
            redis.call('ZADD', KEYS[1], text(now), me)
            redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', '(' .. text(now - span - margin))
            local s = redis.call('HMGET', KEYS[2], 'epoch', 'from')
            local epoch, from = s[1], tonumber(s[2]) or 0
            if not epoch then
              epoch = me .. '@' .. text(now)
              redis.call('HSET', KEYS[2], 'epoch', epoch)
            end
            local before = from
            if known ~= '' and known ~= epoch and from == 0 then
              from = turn(now + span + margin)
            elseif sharing == '1' and from < now - 2 * span then
              from = turn(now + margin)
            end
            if from ~= before then redis.call('HSET', KEYS[2], 'from', text(from)) end
            return {now, epoch, from, unpack(redis.call('ZRANGE', KEYS[1], 0, -1))}
            """);

    private Scripts() {}
}
