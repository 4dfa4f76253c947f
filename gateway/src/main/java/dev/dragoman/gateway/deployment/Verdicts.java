package dev.dragoman.gateway.deployment;

import dev.dragoman.routing.Deployment;

/** Hears why a deployment is left out. */
@FunctionalInterface
interface Verdicts {

    /** Nobody listens. */
    Verdicts UNHEARD = (deployment, screen, why) -> {};

    /**
     * One is left out.
     *
     * @param screen a short name of the reason, such as {@code context_window}
     * @param why in words, with the numbers
     */
    void leftOut(Deployment deployment, String screen, String why);
}
