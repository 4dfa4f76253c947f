package dev.dragoman.gateway.web.netty.loop;

import org.jspecify.annotations.Nullable;

/** One point in time that its owner, on an event loop, wants to be told about; set again and again at no cost. */
public final class Alarm {

    private final Alarms alarms;
    private final Owner owner;
    private long nanos;
    private boolean set;
    private boolean listed;

    @Nullable
    Alarm previous;

    @Nullable
    Alarm next;

    Alarm(Alarms alarms, Owner owner) {
        this.alarms = alarms;
        this.owner = owner;
    }

    /** Who is told. */
    @FunctionalInterface
    public interface Owner {

        /** The time has come; the alarm is no longer set. */
        void alarm();
    }

    /** Sets or moves the alarm, on the scale of {@link System#nanoTime()}. */
    public void set(long atNanos) {
        nanos = atNanos;
        set = true;
        if (!listed) {
            listed = true;
            alarms.add(this);
        }
        alarms.expect(atNanos);
    }

    /** Takes the alarm back; keeps its place in the list for the next time. */
    public void unset() {
        set = false;
    }

    /** Takes the alarm back and forgets it. */
    public void dispose() {
        set = false;
        if (listed) {
            listed = false;
            alarms.remove(this);
        }
    }

    boolean isSet() {
        return set;
    }

    boolean isDue(long now) {
        return set && nanos - now <= 0;
    }

    long nanos() {
        return nanos;
    }

    void ring() {
        set = false;
        owner.alarm();
    }
}
