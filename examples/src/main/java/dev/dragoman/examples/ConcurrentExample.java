package dev.dragoman.examples;

import dev.dragoman.Chat;
import dev.dragoman.Dragoman;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Many questions at once: calls block, and virtual threads make blocking cheap. */
public final class ConcurrentExample {

    private ConcurrentExample() {}

    static void main() throws InterruptedException, ExecutionException {
        try (Dragoman dragoman = Dragoman.create()) {
            run(dragoman);
        }
    }

    static void run(Dragoman dragoman) throws InterruptedException, ExecutionException {
        List<String> cities = List.of("Oslo", "Lima", "Hanoi", "Accra", "Perth");
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<String>> answers = new ArrayList<>();
            for (String city : cities) {
                Chat chat = Chat.of("openai/gpt-4o-mini", "Which country is " + city + " in?");
                answers.add(threads.submit(() -> dragoman.completion(chat).text()));
            }
            for (Future<String> answer : answers) {
                IO.println(answer.get());
            }
        }
    }
}
