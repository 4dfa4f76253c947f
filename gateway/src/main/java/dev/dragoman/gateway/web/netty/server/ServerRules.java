package dev.dragoman.gateway.web.netty.server;

import dev.dragoman.gateway.web.EngineSettings.Limits;
import dev.dragoman.gateway.web.Handler;
import dev.dragoman.gateway.web.Rejection;
import java.time.InstantSource;

/**
 * What every connection of a server goes by.
 *
 * @param handler answers requests
 * @param rejection words refusals
 * @param limits what clients may send
 * @param admission how many may be served
 * @param bodies what their bodies may take
 * @param clock the wall clock
 */
record ServerRules(
        Handler handler,
        Rejection rejection,
        Limits limits,
        Admission admission,
        BodyBudget bodies,
        InstantSource clock) {}
