import Synchronization

/// Runs the tasks of one process one job at a time, when and in the order that somebody says.
final class StepExecutor: TaskExecutor {
  private let jobs = Mutex<[UnownedJob]>([])

  /// How many jobs could run now.
  var readyCount: Int { jobs.withLock { $0.count } }

  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    jobs.withLock { $0.append(job) }
  }

  /// Runs a job, on this thread, until it waits or ends.
  func run(at index: Int) {
    let job = jobs.withLock { $0.remove(at: index) }
    job.runSynchronously(on: asUnownedTaskExecutor())
  }
}
