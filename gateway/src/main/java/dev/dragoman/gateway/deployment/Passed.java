package dev.dragoman.gateway.deployment;

import dev.dragoman.gateway.config.RoutingStrategy;
import dev.dragoman.routing.Cooldown;
import dev.dragoman.routing.Deployment;
import java.util.ArrayList;
import java.util.List;

/** One group that a call came by: references to what there was, and words only for what was left out. Confined to one thread. */
final class Passed implements Verdicts {

    private final String model;
    private final List<Deployment> group;
    private final RoutingStrategy strategy;
    private final int failedBefore;
    private List<Deployment> kept = List.of();
    private List<Cooldown> cooling = List.of();
    private List<LeftOut> leftOut = List.of();

    /**
     * A group that was come to.
     *
     * @param group all its deployments
     * @param failedBefore how many attempts had failed elsewhere
     */
    Passed(String model, List<Deployment> group, RoutingStrategy strategy, int failedBefore) {
        this.model = model;
        this.group = group;
        this.strategy = strategy;
        this.failedBefore = failedBefore;
    }

    /**
     * A deployment that may not answer.
     *
     * @param screen a short name of the reason
     * @param why in words
     */
    record LeftOut(Deployment deployment, String screen, String why) {}

    @Override
    public void leftOut(Deployment deployment, String screen, String why) {
        leftOut = leftOut.isEmpty() ? new ArrayList<>(2) : leftOut;
        leftOut.add(new LeftOut(deployment, screen, why));
    }

    /** Notes which may answer, and which of the group are left alone. */
    void keeps(List<Deployment> those, List<Cooldown> leftAlone) {
        kept = those;
        cooling = leftAlone;
    }

    String model() {
        return model;
    }

    List<Deployment> group() {
        return group;
    }

    RoutingStrategy strategy() {
        return strategy;
    }

    int failedBefore() {
        return failedBefore;
    }

    List<Deployment> kept() {
        return kept;
    }

    List<Cooldown> cooling() {
        return cooling;
    }

    List<LeftOut> leftOut() {
        return leftOut;
    }
}
