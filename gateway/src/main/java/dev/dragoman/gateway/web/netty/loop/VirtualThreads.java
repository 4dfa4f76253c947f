package dev.dragoman.gateway.web.netty.loop;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Objects;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Virtual threads on a scheduler of one's choice, which the JDK can make but does not offer. Needs {@code java.base} to
 * open {@code java.lang} to this code, and a JDK that still has the method; {@link #UNAVAILABLE} says why it is not so.
 */
final class VirtualThreads {

    /** What is missing; null when threads can be made. */
    static final @Nullable String UNAVAILABLE;

    private static final @Nullable MethodHandle NEW;
    private static final @Nullable Executor DEFAULT;

    /** {@code Thread.NO_INHERIT_THREAD_LOCALS}: nothing is inherited, so nothing is copied. */
    private static final int NO_INHERIT_THREAD_LOCALS = 1 << 2;

    static {
        MethodHandle make = null;
        Executor scheduler = null;
        String problem = null;
        try {
            make = constructor();
            scheduler = defaultScheduler();
        } catch (ReflectiveOperationException | RuntimeException e) {
            problem = e.toString();
        }
        NEW = make;
        DEFAULT = scheduler;
        UNAVAILABLE = problem;
    }

    private VirtualThreads() {}

    /** Starts a virtual thread on the scheduler. */
    static Thread start(Executor scheduler, @Nullable String name, Runnable task) {
        Thread thread = unstarted(scheduler, name, task);
        thread.start();
        return thread;
    }

    /** Starts a virtual thread on the JDK's own scheduler, whatever the current thread's is. */
    static void startOnDefault(Runnable task) {
        start(Objects.requireNonNull(DEFAULT, "the JDK's scheduler"), null, task);
    }

    private static Thread unstarted(Executor scheduler, @Nullable String name, Runnable task) {
        try {
            return (Thread) Objects.requireNonNull(NEW, "virtual threads on a scheduler")
                    .invokeExact(scheduler, name, NO_INHERIT_THREAD_LOCALS, task);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    private static MethodHandle constructor() throws ReflectiveOperationException {
        Class<?> builders = Class.forName("java.lang.ThreadBuilders");
        MethodType type = MethodType.methodType(Thread.class, Executor.class, String.class, int.class, Runnable.class);
        return MethodHandles.privateLookupIn(builders, MethodHandles.lookup())
                .findStatic(builders, "newVirtualThread", type);
    }

    private static Executor defaultScheduler() throws ReflectiveOperationException {
        Class<?> threads = Class.forName("java.lang.VirtualThread");
        try {
            return (Executor) MethodHandles.privateLookupIn(threads, MethodHandles.lookup())
                    .findStatic(threads, "defaultScheduler", MethodType.methodType(Executor.class))
                    .invoke();
        } catch (ReflectiveOperationException | RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }
}
