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
