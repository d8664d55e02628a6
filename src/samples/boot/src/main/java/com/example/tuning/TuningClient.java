package com.example.tuning;

import java.util.Map;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;

/** A client of the Fireworks API. */
@Component
class TuningClient {

    private final RestClient http;

    TuningClient(
            @Value("${fireworks.base-url}") String baseUrl,
            @Value("${fireworks.api-key}") String apiKey,
            @Value("${fireworks.account-id}") String account) {
        http = RestClient.builder()
                .baseUrl(baseUrl + "/v1/accounts/" + account + "/supervisedFineTuningJobs")
                .defaultHeader("Authorization", "Bearer " + apiKey)
                .build();
    }

    void create(String id, String dataset) {
        http.post()
                .uri("?supervisedFineTuningJobId={id}", id)
                .body(Map.of("dataset", dataset, "baseModel", "accounts/fireworks/models/qwen3-8b"))
                .retrieve()
                .toBodilessEntity();
    }

    String state(String id) {
        var job = http.get().uri("/{id}", id).retrieve().body(Job.class);
        return job == null ? "" : job.state();
    }

    /** The fields of a job that this application uses. */
    record Job(String state) {}
}
