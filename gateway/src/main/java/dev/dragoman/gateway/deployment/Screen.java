package dev.dragoman.gateway.deployment;

import dev.dragoman.gateway.call.Call;
import dev.dragoman.routing.Deployment;
import dev.dragoman.routing.Source;
import java.util.List;

/** A reason to leave out some of the deployments that offer what is asked for. Thread-safe. */
@FunctionalInterface
interface Screen {

    /**
     * Those that may answer the call; the very list when all may.
     *
     * @param candidates not empty
     * @param source what is asked of them
     * @param verdicts is told why one may not
     * @throws dev.dragoman.error.LlmException when none may; a screen that leaves none must tell why
     */
    List<Deployment> keep(List<Deployment> candidates, Call call, Source source, ModelTable table, Verdicts verdicts);
}
