using System.Text.RegularExpressions;

namespace WsBridge.EndToEnd.Tests.Batch;

/// <summary>Parts of shares: what is in them is told each time, and what is damaged is no result.</summary>
[Category(Categories.OneWireshark)]
internal sealed class ShardTests
{
    [Test]
    public async Task A_share_that_is_there_already_says_again_what_could_not_be_read()
    {
        using var work = new Workplace();
        string[] command = ["roams", "--recursive", "--shard", "1/1", "-o", work.Path("parts"), Trees.MakeWithBad(work)];

        Output first = await work.WsBridge(command);
        Output again = await work.WsBridge(command);

        Assert.That((first.Status, again.Status), Is.EqualTo((3, 3)));
        Assert.That(again.Errors, Does.StartWith(first.Errors).And.Contain("bad.pcap").And.Contain("Delete it to try again"));
    }

    [TestCase("--format", "csv")]
    [TestCase("--format", "html")]
    [TestCase("--sort", "worst")]
    [TestCase("--resume")]
    [TestCase("--partition-by", "{site}/*")]
    public async Task What_belongs_to_the_result_is_refused(params string[] options)
    {
        using var work = new Workplace();

        Output output = await work.WsBridge(["analyze", "--shard", "1/2", "-o", work.Path("parts"), .. options, Trees.Recording(0)]);

        Assert.That(output.Status, Is.EqualTo(2));
        Assert.That(output.Errors, Does.Contain($"{options[0]} is of no use with --shard"));
        Assert.That(Directory.Exists(work.Path("parts")), Is.False);
    }

    [Test]
    public async Task Sarif_of_parts_says_what_could_not_be_read_as_that_of_one_machine()
    {
        using var work = new Workplace();
        string tree = Trees.MakeWithBad(work);
        Output one = await work.WsBridge("analyze", "--recursive", "--format", "sarif", "-o", work.Path("one"), tree);
        foreach (string share in (string[])["1/2", "2/2"])
        {
            await work.WsBridge("analyze", "--recursive", "--shard", share, "-o", work.Path("parts"), tree);
        }

        Output collected = await work.WsBridge("collect", work.Path("parts"), "--format", "sarif", "-o", work.Path("collected"));

        Assert.That((one.Status, collected.Status), Is.EqualTo((3, 3)));
        string text = await File.ReadAllTextAsync(work.Path("one"));
        Assert.That(text, Does.Contain("\"executionSuccessful\": false").And.Contain("bad.pcap is neither pcap nor pcapng"));
        Assert.That(await File.ReadAllTextAsync(work.Path("collected")), Is.EqualTo(text));
    }

    [TestCase("an octet")]
    [TestCase("an end")]
    [TestCase("a length")]
    [TestCase("everything")]
    public async Task A_part_that_is_damaged_is_named_and_gives_no_result(string damage)
    {
        using var work = new Workplace();
        string parts = work.Path("parts");
        (await work.WsBridge("roams", "--recursive", "--shard", "1/1", "-o", parts, Trees.Make(work))).AssertGood();
        string rows = Directory.GetFiles(parts, "rows-*", SearchOption.AllDirectories).Single();
        string journal = Directory.GetFiles(parts, "journal-*", SearchOption.AllDirectories).Single();
        byte[] octets = await File.ReadAllBytesAsync(rows);
        switch (damage)
        {
            case "an octet":
                octets[octets.Length / 2] ^= 1;
                await File.WriteAllBytesAsync(rows, octets);
                break;
            case "an end":
                await File.WriteAllBytesAsync(rows, octets[..^5]);
                break;
            case "a length":
                await File.WriteAllTextAsync(journal,
                    Regex.Replace(await File.ReadAllTextAsync(journal), @"""length"":\d+", "\"length\":9223372036854775807"));
                break;
            default:
                File.Delete(rows);
                break;
        }

        Output output = await work.WsBridge("collect", parts, "-o", work.Path("result"));

        Assert.That(output.Status, Is.EqualTo(3));
        Assert.That(output.Errors, Does.Contain(rows).And.Contain("is damaged; delete this part and run its share again"));
        Assert.That(File.Exists(work.Path("result")), Is.False);
    }

    [Test]
    public async Task Fail_on_counts_in_a_report_and_in_what_an_earlier_run_has_found()
    {
        using var work = new Workplace();
        string[] analyze = ["analyze", "--fail-on", "note"];

        Output report = await work.WsBridge([.. analyze, "--format", "html", "-o", work.Path("report"), Recordings.TwoPmkids]);
        string[] resumed = [.. analyze, "--resume", "-o", work.Path("resumed"), Recordings.TwoPmkids];
        string[] shared = [.. analyze, "--shard", "1/1", "-o", work.Path("parts"), Recordings.TwoPmkids];
        int[] statuses =
        [
            report.Status, (await work.WsBridge(resumed)).Status, (await work.WsBridge(resumed)).Status,
            (await work.WsBridge(shared)).Status, (await work.WsBridge(shared)).Status,
        ];
        Output none = await work.WsBridge("analyze", "--format", "html", "--fail-on", "note", "--until", "2000-01-01", "-o",
            work.Path("none"), Recordings.TwoPmkids);

        Assert.That(statuses, Is.All.EqualTo(1));
        Assert.That(none.Status, Is.Zero);
    }

    [Test]
    public async Task Partitions_of_Parquet_need_a_folder_when_parts_are_collected()
    {
        using var work = new Workplace();
        string parts = work.Path("parts");
        (await work.WsBridge("roams", "--recursive", "--shard", "1/1", "-o", parts, Trees.Make(work))).AssertGood();

        Output nowhere = await work.WsBridge("collect", parts, "--format", "parquet", "--partition-by", "{site}/*");
        Output text = await work.WsBridge("collect", parts, "--partition-by", "{site}/*", "-o", work.Path("x"));
        Output folder = await work.WsBridge("collect", parts, "--format", "parquet", "--partition-by", "{site}/*", "-o", work.Path("out/"));

        Assert.That((nowhere.Status, text.Status, folder.Status), Is.EqualTo((2, 2, 0)), folder.Errors);
        Assert.That(nowhere.Errors, Does.Contain("--partition-by needs --output FOLDER."));
        Assert.That(text.Errors, Does.Contain("--partition-by is for --format parquet."));
        Assert.That(Directory.GetFiles(work.Path("out/site=tree")), Has.Length.EqualTo(1));
    }
}
