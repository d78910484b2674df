namespace WsBridge.EndToEnd.Tests.Batch;

/// <summary>What <c>--resume</c> takes over is what a run from the start would find.</summary>
[Category(Categories.OneWireshark)]
[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
internal sealed class ResumeTests
{
    [Test]
    public async Task Keys_count_by_what_they_are()
    {
        using var work = new Workplace();
        string keys = work.Write("keys.txt", "wpa-pwd:not the passphrase\n");
        string[] command = ["analyze", "--resume", "--keys", keys, "-o", work.Path("output"), Trees.Recording(0)];
        await work.WsBridge(command);

        Output same = await work.WsBridge(command);
        await File.WriteAllTextAsync(keys, "wpa-pwd:another passphrase\n");
        Output other = await work.WsBridge(command);

        Assert.That(same.Errors, Does.Contain("1 of 1 captures were read by an earlier run"));
        Assert.That(other.Errors, Does.Not.Contain("earlier run"));
        string kept = string.Concat(Directory.GetFiles(work.Path("output.resume")).Select(File.ReadAllText));
        Assert.That(kept, Does.Not.Contain("passphrase"));
    }

    [Test]
    public async Task A_capture_that_grows_while_it_is_read_is_read_again()
    {
        using var work = new Workplace();
        string tree = Directory.CreateDirectory(work.Path("tree")).FullName;
        string[] names = [.. Enumerable.Range(0, 4).Select(index => Path.Combine(tree, $"{index}.pcapng"))];
        await CliWrap.Cli.Wrap("mkfifo").WithArguments([names[0], names[2]]).ExecuteAsync();
        File.Copy(Trees.Recording(1), names[1]);
        File.Copy(Trees.Recording(3), names[3]);
        string[] command = ["roams", "--resume", "--jobs", "2", "-o", work.Path("output"), .. names];
        Task<Output> run = work.WsBridge(command);

        // One job waits for the first pipe; once the other one waits for the second, it has read the capture between them.
        Task<FileStream> opened = Task.Run(() => new FileStream(names[2], FileMode.Open, FileAccess.Write));
        using (FileStream second = await opened.WaitAsync(TimeSpan.FromMinutes(1)))
        {
            await File.AppendAllTextAsync(names[1], "more");
            await Task.Run(() => File.WriteAllBytes(names[0], File.ReadAllBytes(Trees.Recording(0))));
            await second.WriteAsync(await File.ReadAllBytesAsync(Trees.Recording(2)));
        }

        (await run).AssertGood();
        foreach (int index in (int[])[0, 2])
        {
            File.Delete(names[index]);
            File.Copy(Trees.Recording(index), names[index]);
        }

        Output again = await work.WsBridge(command);

        Assert.That(again.Errors, Does.Contain("1 of 4 captures were read by an earlier run"), "the one that nobody touched");
    }

    [Test]
    public async Task What_is_damaged_is_read_again()
    {
        using var work = new Workplace();
        string tree = Trees.Make(work);
        string[] command = ["roams", "--recursive", "--resume", "--format", "ndjson", "-o", work.Path("output"), tree];
        (await work.WsBridge(command)).AssertGood();
        string expected = await File.ReadAllTextAsync(work.Path("output"));
        string rows = Directory.GetFiles(work.Path("output.resume"), "rows-*").Single();
        byte[] octets = await File.ReadAllBytesAsync(rows);
        octets[^10] ^= 1;
        await File.WriteAllBytesAsync(rows, octets);

        Output again = (await work.WsBridge(command)).AssertGood();

        Assert.That(again.Errors, Does.Contain("is damaged; it is read again.").And.Contain("3 of 4 captures were read by an earlier run"));
        Assert.That(await File.ReadAllTextAsync(work.Path("output")), Is.EqualTo(expected));
    }

    [Test]
    public async Task The_name_of_a_folder_may_end_with_a_slash()
    {
        using var work = new Workplace();
        string tree = Trees.Make(work);

        (await work.WsBridge("roams", "--recursive", "--resume", "--format", "parquet", "--partition-by", "{site}/*", "-o",
            work.Path("out") + "/", tree)).AssertGood();

        Assert.That(Directory.GetFiles(work.Path("out/site=tree")), Has.Length.EqualTo(1));
        Assert.That(Directory.Exists(work.Path("out.resume")));
    }
}
