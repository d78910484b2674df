using WsBridge.Host.Plugins;
using WsBridge.Sdk;

namespace WsBridge.Host.Tests.Plugins;

/// <summary>What a worker replies is judged in its order, before its end: here everything has been read before anybody waits for it.</summary>
internal sealed class WorkerAnswersTests
{
    private const uint FirstFrame = 7;
    private DirectoryInfo _folder = null!;

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("wsbridge-worker-");

    [TearDown]
    public void DeleteFolder() => _folder.Delete(recursive: true);

    [Test]
    public void Another_plugin_that_ends_right_after_its_hello_is_not_the_one_that_was_added()
    {
        var process = new FakeWorkerProcess((WorkerProtocol.Hello, HelloOf("another")));

        WorkerAnswers answers = Read(process);

        Assert.That(answers.IsOver);
        Assert.That(answers.End!.Note, Does.StartWith("The plugin tester is not the one that was added"));
        Assert.That(answers.End.Frame, Is.EqualTo(FirstFrame));
        Assert.That(process.IsKilled);
        Assert.That(new FailureCount(_folder.FullName).Count, Is.Zero, "it is no failure of the plugin that was added");
    }

    [Test]
    public void The_plugin_that_was_added_and_ends_is_stopped_at_the_frame_that_it_looked_at()
    {
        var process = new FakeWorkerProcess((WorkerProtocol.Hello, HelloOf("tester")), (WorkerProtocol.Synced, "")) { Frame = 12 };

        WorkerAnswers answers = Read(process);

        Assert.That(answers.End!.Note, Does.StartWith("The plugin tester was stopped at this frame: its process ended with status 0."));
        Assert.That(answers.End.Frame, Is.EqualTo(12));
        Assert.That(new FailureCount(_folder.FullName).Count, Is.EqualTo(1));
    }

    [Test]
    public void A_plugin_that_ends_without_a_hello_could_not_be_started_and_says_why()
    {
        WorkerAnswers answers = Read(new FakeWorkerProcess((WorkerProtocol.Failed, "its assembly is damaged")));

        Assert.That(answers.End!.Note, Is.EqualTo("The plugin tester could not be started: its assembly is damaged."));
    }

    [Test]
    public void Nobody_waits_for_one_that_is_over()
    {
        WorkerAnswers answers = Read(new FakeWorkerProcess());
        bool isTold = false;

        answers.Expect();
        answers.WaitForHello();
        answers.WaitUntilAnswered();
        answers.WaitUntilOver();
        answers.WhenAnswered(() => isTold = true);

        Assert.That(isTold);
        Assert.That(answers.Close(), Is.False);
    }

    [Test]
    public void One_that_is_asked_tells_on_the_thread_that_hears_of_it()
    {
        var answers = new WorkerAnswers(Plugin("tester"), new FakeWorkerProcess(), new WorkerLimits(), Failures(), FirstFrame);
        int told = 0;
        answers.Take(WorkerProtocol.Hello, System.Text.Encoding.UTF8.GetBytes(HelloOf("tester")));
        answers.Expect();
        answers.WhenAnswered(() => told++);
        int before = told;

        answers.Take(WorkerProtocol.Synced, []);

        Assert.That((before, told), Is.EqualTo((0, 1)));
        Assert.That(answers.Close());
    }

    [Test]
    public void A_reason_to_stop_becomes_the_cause_of_the_end()
    {
        var process = new FakeWorkerProcess();
        var answers = new WorkerAnswers(Plugin("tester"), process, new WorkerLimits(), Failures(), FirstFrame);
        answers.Take(WorkerProtocol.Hello, System.Text.Encoding.UTF8.GetBytes(HelloOf("tester")));

        answers.Judge(progress => progress.IsGreeted ? "it took longer than 3 s" : null);
        WorkerReader.Read(process, answers);

        Assert.That(process.IsKilled);
        Assert.That(answers.End!.Note, Does.Contain("it took longer than 3 s"));
    }

    private WorkerAnswers Read(FakeWorkerProcess process)
    {
        var answers = new WorkerAnswers(Plugin("tester"), process, new WorkerLimits(), Failures(), FirstFrame);
        WorkerReader.Read(process, answers);
        return answers;
    }

    private FailureCount Failures() => new(_folder.FullName);

    private InstalledPlugin Plugin(string name) => new(_folder.FullName, Path.Combine(_folder.FullName, "plugin.dll"), Manifest(name));

    private static string HelloOf(string name) => ManifestJson.Write(Manifest(name));

    private static PluginManifest Manifest(string name) => new()
    {
        Name = name,
        Title = "Tester",
        Version = "1.0.0.0",
        SdkVersion = "0.1.0.0",
        Fields = [],
        Experts = [],
        Interest = new FrameInterest(),
    };
}
