package dev.dragoman;

import dev.dragoman.routing.Deployment;
import org.jspecify.annotations.Nullable;

/**
 * One of several models that answer under a shared name; see {@link DragomanBuilder#group}. Immutable: each method returns a
 * changed copy.
 */
public final class GroupEntry {

    private final String model;
    private final Access access;
    private final @Nullable Double weight;
    private final int order;

    private GroupEntry(String model, Access access, @Nullable Double weight, int order) {
        this.model = model;
        this.access = access;
        this.weight = weight;
        this.order = order;
    }

    /**
     * An entry.
     *
     * @param model {@code provider/model}
     */
    public static GroupEntry of(String model) {
        return new GroupEntry(model, Access.NONE, null, Deployment.Turn.ANY.order());
    }

    /** The same with a key of its own. */
    public GroupEntry apiKey(String key) {
        return with(access.withKey(key));
    }

    /** The same at another base address. */
    public GroupEntry apiBase(String base) {
        return with(access.withBase(base));
    }

    /** The same with another version of the provider's interface, as Azure has. */
    public GroupEntry apiVersion(String version) {
        return with(access.withVersion(version));
    }

    /** The same with a further setting by its configuration key, such as {@code aws_region_name}. */
    public GroupEntry setting(String name, String value) {
        return with(access.withSetting(name, value));
    }

    /**
     * How often it is chosen, relative to the others of its group. When the first entry has no weight, all are chosen alike.
     *
     * @throws IllegalArgumentException when it is negative or no number
     */
    public GroupEntry weight(double value) {
        if (!(value >= 0) || Double.isInfinite(value)) {
            throw new IllegalArgumentException("weight: " + value + " (expected: 0 or more)");
        }
        return new GroupEntry(model, access, value, order);
    }

    /** When it is asked: entries of the lowest order first, others only after these have failed. */
    public GroupEntry order(int value) {
        return new GroupEntry(model, access, weight, value);
    }

    String model() {
        return model;
    }

    Access access() {
        return access;
    }

    Deployment.Share share() {
        return new Deployment.Share(weight, null, null);
    }

    Deployment.Turn turn() {
        return new Deployment.Turn(order, null);
    }

    private GroupEntry with(Access other) {
        return new GroupEntry(model, other, weight, order);
    }

    /** No secret in here. */
    @Override
    public String toString() {
        return model;
    }
}
