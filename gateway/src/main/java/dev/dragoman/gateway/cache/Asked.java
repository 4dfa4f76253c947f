package dev.dragoman.gateway.cache;

import dev.dragoman.gateway.call.Call;

/** A call that a cache may answer, with what its caller may do and what it asks of the cache. */
record Asked(Call call, Rights rights, Controls controls) {}
