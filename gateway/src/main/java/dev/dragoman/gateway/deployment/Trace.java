package dev.dragoman.gateway.deployment;

import dev.dragoman.error.LlmException;
import dev.dragoman.routing.Attempted;
import dev.dragoman.routing.Deployment;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a call was routed. Holds nothing of what was asked or answered.
 *
 * @param id the gateway's id of the call
 * @param model the public name that was asked for
 * @param size how much was asked
 * @param millis when, in milliseconds since 1970
 * @param nanos the same on the scale of the router's clock
 * @param passed the groups that it came by, in order
 * @param faults attempts that failed, in order
 * @param answered who answered; null when nobody did
 * @param failure what the call failed with; null when it was answered
 */
record Trace(
        String id,
        String model,
        CallSize size,
        long millis,
        long nanos,
        List<Passed> passed,
        List<Fault> faults,
        @Nullable Deployment answered,
        @Nullable Fault failure) {

    /**
     * A failure without what it was made of.
     *
     * @param deployment who failed; null for the call as a whole
     */
    record Fault(@Nullable Deployment deployment, int status, String error, String message, long nanos) {

        private static final int LONGEST_MESSAGE = 300;

        static Fault of(Attempted attempted) {
            return of(attempted.deployment(), attempted.failure(), attempted.nanos());
        }

        static Fault of(@Nullable Deployment deployment, LlmException failure, long nanos) {
            String message = failure.detail().message();
            String shown =
                    message.length() <= LONGEST_MESSAGE ? message : message.substring(0, LONGEST_MESSAGE) + "...";
            return new Fault(deployment, failure.status(), failure.errorName(), shown, nanos);
        }
    }

    /** The attempts that failed in one of the groups. */
    List<Fault> faults(int passage) {
        int from = passed.get(passage).failedBefore();
        int to = passage + 1 < passed.size() ? passed.get(passage + 1).failedBefore() : faults.size();
        return faults.subList(from, to);
    }
}
