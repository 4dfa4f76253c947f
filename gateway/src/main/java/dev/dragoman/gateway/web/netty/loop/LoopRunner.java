package dev.dragoman.gateway.web.netty.loop;

/** What gives an event loop its turns, and its requests their threads. */
interface LoopRunner {

    /** Where the requests of the loop run. */
    RequestThreads threads();

    /** Whether requests run on the thread that drives the loop. */
    boolean sharesThread();

    /** Whether something other than the loop waits for the loop's thread. */
    boolean hasWork();

    /** Runs the loop until it is terminated. */
    void start(Loop loop);

    /** Waits, for a bounded time, until the loop's thread has ended. */
    void join();
}
