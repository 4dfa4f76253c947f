package dev.dragoman.provider;

import dev.dragoman.error.BadRequestException;
import dev.dragoman.error.ErrorDetail;
import dev.dragoman.http.UpstreamRequest;
import dev.dragoman.json.JsonBody;
import dev.dragoman.json.JsonObject;
import org.jspecify.annotations.Nullable;

/**
 * Conversations that a provider holds later, many at once, for less money. Clients ask for them in OpenAI's form, by a file with a
 * request in each line; what a line says in the provider's dialect is written by that dialect, this says what is around it.
 *
 * <p>Pure: it says what to send and reads what came back. Thread-safe.
 *
 * @see <a href="https://platform.openai.com/docs/api-reference/batch">OpenAI: Batch</a>
 */
public interface BatchService extends Service {

    /**
     * Refuses a target that holds no conversations in batches.
     *
     * @throws IllegalArgumentException naming the model or the missing setting, and what was expected
     */
    void require(Target target);

    /**
     * Where the target's files are kept; null when the vendor keeps none that could be read back.
     *
     * @throws IllegalArgumentException saying which setting is missing or wrong
     */
    @Nullable
    Shelf shelf(Target target);

    /** Where the target's results are written; null when the vendor hands them out itself. */
    @Nullable
    Shelf results(Target target);

    /** How lines stand in the document that the vendor takes. */
    BatchLayout layout();

    /**
     * One line of the document.
     *
     * @param key tells the line from others, letters and digits only; comes back with the result
     * @param asked the conversation as it would be sent now
     */
    JsonBody line(String key, UpstreamRequest asked);

    /** Asks for a job. */
    VendorCall create(BatchOrder order, Target target);

    /** Asks what became of a job. */
    VendorCall get(String job, Target target);

    /** Asks that a job be given up; what is answered does not matter. */
    VendorCall cancel(String job, Target target);

    /**
     * Asks for jobs, newest first.
     *
     * @param after what the page before said; null for the first page
     */
    VendorCall list(int limit, @Nullable String after, Target target);

    /**
     * The job that was just made.
     *
     * @param name the name that was asked for
     */
    BatchJob created(JsonObject answer, String name);

    /** What a vendor says about a job. */
    BatchJob job(JsonObject answer);

    /** What a vendor says about several. */
    BatchJob.Page page(JsonObject answer);

    /** Asks for the results of a job that hands them out itself. */
    VendorCall results(String job, Target target);

    /** Whether an object of that name among a job's output holds results. */
    boolean isResult(String name);

    /** What a line of the results says. */
    BatchResult result(JsonObject line);

    @Override
    default Plan plan(ServiceRequest request, Target target) {
        throw new BadRequestException(
                ErrorDetail.of("a batch is made of a file, not of one request").withType("invalid_request_error"));
    }
}
