namespace WsBridge.EndToEnd.Tests.Batch;

/// <summary><c>wsbridge batch</c> with Slurm's commands played by scripts: what it submits, and what it makes of what is there.</summary>
[Category(Categories.OneWireshark)]
[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
internal sealed class SlurmTests
{
    /// <summary>Runs the tasks at once, one after the other.</summary>
    private const string Sbatch = """
        echo "$@" >>"$WSBRIDGE_TEST_TOLD"
        for word in "$@"; do
            case $word in --array=*) array=${word#--array=} ;; esac
            script=$word
        done
        for range in $(echo "$array" | tr , ' '); do
            for SLURM_ARRAY_TASK_ID in $(seq "${range%-*}" "${range#*-}"); do
                export SLURM_ARRAY_TASK_ID
                sh "$script" >>"$WSBRIDGE_TEST_TOLD.tasks" 2>&1 || true
            done
        done
        echo 7
        """;

    [Test]
    public async Task Parts_of_another_command_or_of_other_captures_are_made_anew()
    {
        using var work = new Workplace();
        string tree = Trees.Make(work);

        await AssertSame(work, "roams", "--recursive", tree);
        await AssertSame(work, "roams", "--recursive", "--outcome", "failed", tree);
        await AssertSame(work, "analyze", "--recursive", tree);
        File.Copy(Trees.Recording(9), Path.Combine(tree, "new.pcapng"));
        await AssertSame(work, "analyze", "--recursive", tree);
        int submitted = (await File.ReadAllLinesAsync(work.Path("told"))).Length;
        await AssertSame(work, "analyze", "--recursive", tree);

        Assert.That(submitted, Is.EqualTo(4));
        Assert.That(await File.ReadAllLinesAsync(work.Path("told")), Has.Length.EqualTo(4), "nothing was to be done any more");
    }

    [Test]
    public async Task Its_progress_counts_shares()
    {
        using var work = new Workplace();

        Output output = await Run(work, ["--tasks", "2"], "roams", "--recursive", Trees.Make(work));

        Assert.That(output.AssertGood().Errors, Does.Contain("\nwsbridge: 2 of 2 shares.\n"));
    }

    [Test]
    public async Task A_script_that_another_user_put_there_as_a_link_is_not_written_through()
    {
        if (!Environment.IsPrivilegedProcess)
        {
            Assert.Ignore("Only root makes files of another user.");
        }

        using var work = new Workplace();
        string parts = work.Path("shared"), victim = work.Write("victim", "precious\n");
        (await work.Run("bash", ["-c", $"mkdir '{parts}'; chmod 1777 '{parts}'; ln -s '{victim}' '{parts}/task.sh'; "
            + $"chown -h 65534:65534 '{parts}/task.sh'"])).AssertGood();

        Output output = await Run(work, ["--tasks", "2", "--parts", parts], "roams", "--recursive", Trees.Make(work));

        Assert.That(output.Status, Is.EqualTo(2), output.Errors);
        Assert.That(output.Errors, Does.Contain("task.sh belongs to another user, in a folder where everybody may write."));
        Assert.That(await File.ReadAllTextAsync(victim), Is.EqualTo("precious\n"));
        Assert.That(File.Exists(work.Path("told")), Is.False, "nothing was submitted");
    }

    [Test]
    public async Task Parts_of_another_number_of_shares_are_passed_over()
    {
        using var work = new Workplace();
        string tree = Trees.Make(work);
        await AssertSame(work, "roams", "--recursive", tree);

        Output output = await Run(work, ["--tasks", "2"], "roams", "--recursive", tree);

        Assert.That(output.Status, Is.Zero, output.Errors);
    }

    [TestCase("--output", "-o", "x")]
    [TestCase("--jobs", "--jobs", "3")]
    [TestCase("--format", "--format", "html")]
    [TestCase("--shard", "--shard", "1/2")]
    [TestCase("--resume", "--resume")]
    [TestCase("--fail-on", "--fail-on", "error")]
    [TestCase("--nonsense", "--nonsense")]
    [TestCase("no rule NONE", "--rule", "NONE")]
    public async Task What_no_task_can_run_is_refused_before_it_is_submitted(string expected, params string[] words)
    {
        using var work = new Workplace();

        Output output = await Run(work, ["--tasks", "3"], ["analyze", .. words, Trees.Recording(0)]);

        Assert.That(output.Status, Is.EqualTo(2));
        Assert.That(output.Errors, Does.StartWith("wsbridge: ").And.Contain(expected));
        Assert.That(File.Exists(work.Path("told")), Is.False);
    }

    [Test]
    public async Task Sarif_of_attempts_is_refused_before_it_is_submitted()
    {
        using var work = new Workplace();

        Output output = await Run(work, ["--tasks", "3", "--format", "sarif"], "roams", Trees.Recording(0));

        Assert.That((output.Status, output.Errors),
            Is.EqualTo((2, "wsbridge: batch: sarif is for findings: run analyze, or give another --format.\n")));
        Assert.That(File.Exists(work.Path("told")), Is.False);
    }

    [Test]
    public async Task A_Slurm_that_does_not_answer_is_not_waited_for_for_ever()
    {
        using var work = new Workplace();

        Output output = await Run(work, ["--tasks", "2", "--patience", "0"], ["roams", Trees.Recording(0)],
            squeue: "echo 'slurm_load_jobs error: Unable to contact slurm controller' >&2; exit 1");

        Assert.That(output.Status, Is.EqualTo(3));
        Assert.That(output.Errors, Does.Contain("Slurm does not answer: squeue failed: slurm_load_jobs error: Unable to contact"));
        Assert.That(File.Exists(work.Path("result")), Is.False);
    }

    private static async Task AssertSame(Workplace work, params string[] words)
    {
        Output one = await work.WsBridge([.. words, "--format", "ndjson", "-o", work.Path("one")]);
        Output shares = await Run(work, ["--tasks", "3"], words);

        Assert.That(shares.Status, Is.EqualTo(one.Status), shares.Errors);
        Assert.That(shares.Errors, Does.Not.Contain(" captures,").And.Not.Contain("0 packets"));
        Assert.That(await File.ReadAllTextAsync(work.Path("result")), Is.EqualTo(await File.ReadAllTextAsync(work.Path("one"))));
    }

    private static Task<Output> Run(Workplace work, string[] options, params string[] words) => Run(work, options, words, squeue: "exit 0");

    private static Task<Output> Run(Workplace work, string[] options, string[] words, string squeue)
    {
        Directory.CreateDirectory(work.Path("bin"));
        work.Script("bin/sbatch", Sbatch);
        work.Script("bin/squeue", squeue);
        return work.Run(Programs.WsBridge, ["batch", "--slurm", .. options, "-o", work.Path("result"), "--", .. words],
            new Dictionary<string, string?>
            {
                ["PATH"] = $"{work.Path("bin")}:{Environment.GetEnvironmentVariable("PATH")}",
                ["WSBRIDGE_TEST_TOLD"] = work.Path("told"),
            });
    }
}
