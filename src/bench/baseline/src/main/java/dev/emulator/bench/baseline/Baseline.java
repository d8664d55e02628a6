package dev.emulator.bench.baseline;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** The least a Spring Boot server can do for these URLs: jobs in a map, no rules, no database, no clock. */
@SpringBootApplication(proxyBeanMethods = false)
@RestController
@RequestMapping("/v1/accounts/{account}/supervisedFineTuningJobs")
public class Baseline {

    private final Map<String, Job> jobs = new ConcurrentHashMap<>();

    public static void main(String[] args) {
        SpringApplication.run(Baseline.class, args);
    }

    @PostMapping
    Job create(
            @PathVariable String account,
            @RequestParam(required = false) String supervisedFineTuningJobId,
            @RequestBody Job body) {
        String id = supervisedFineTuningJobId != null
                ? supervisedFineTuningJobId
                : UUID.randomUUID().toString();
        Job job = body.created("accounts/" + account + "/supervisedFineTuningJobs/" + id, Instant.now());
        if (jobs.putIfAbsent(job.name(), job) != null) {
            throw new ResponseStatusException(HttpStatus.CONFLICT);
        }
        return job;
    }

    @GetMapping("/{id}")
    Job get(@PathVariable String account, @PathVariable String id) {
        Job job = jobs.get("accounts/" + account + "/supervisedFineTuningJobs/" + id);
        if (job == null) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        return job;
    }

    @GetMapping
    JobPage list(@RequestParam(defaultValue = "50") int pageSize) {
        return new JobPage(jobs.values().stream().limit(pageSize).toList(), "", jobs.size());
    }

    record JobPage(List<Job> supervisedFineTuningJobs, String nextPageToken, int totalSize) {}
}
