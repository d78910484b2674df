using WsBridge.Testing;

namespace WsBridge.EndToEnd.Tests.Installing;

/// <summary>The scripts of <c>packaging/</c>, with programs in place of those that take long.</summary>
[Category(Categories.OneWireshark)]
[Platform("Linux")]
internal sealed class PackagingTests
{
    // pack … -o FOLDER, and tool run dotnet-CycloneDX -- PROJECT -o FOLDER -fn NAME …
    private const string Dotnet = """
        [ "$2" != restore ] || exit 0
        for word; do
            [ "$before" != -o ] || folder=$word
            [ "$before" != -fn ] || name=$word
            before=$word
        done
        echo made >"$folder/${name:-$(basename "$2").0.1.0.nupkg}"
        """;

    private const string Debootstrap = """
        [ ! -e '{0}' ] || exit 1
        for folder; do :; done
        mkdir -p "$folder/usr/bin" "$folder/var/log"
        : >"$folder/var/log/bootstrap.log"
        : >"$folder/new"
        printf '#!/bin/sh\n' >"$folder/usr/bin/tshark"
        chmod +x "$folder/usr/bin/tshark"
        """;

    [Test]
    public async Task Sums_are_of_what_was_built_and_not_of_what_lay_there()
    {
        using var work = new Workplace();
        string bin = Directory.CreateDirectory(work.Path("bin")).FullName;
        work.Script("bin/dotnet", Dotnet);
        string folder = Directory.CreateDirectory(work.Path("packages")).FullName;
        work.Write("packages/WsBridge.Sdk.0.0.9.nupkg", "older");

        (await work.Run("bash", [Script("build"), folder, "sdk"], new Dictionary<string, string?>
        {
            ["PATH"] = bin + ":" + Environment.GetEnvironmentVariable("PATH"),
            ["WSBRIDGE_PROGRAM"] = Programs.WsBridge,
        })).AssertGood();

        string[] summed = [.. (await File.ReadAllLinesAsync(work.Path("packages/SHA256SUMS"))).Select(line => line.Split("  ")[1])];
        Assert.That(summed, Is.EqualTo((string[])["WsBridge.Sdk.0.1.0.cdx.json", "WsBridge.Sdk.0.1.0.nupkg", "WsBridge.Templates.0.1.0.cdx.json",
            "WsBridge.Templates.0.1.0.nupkg", "wsbridge-0.1.0.cdx.json", "wsbridge-extcap-0.1.0.cdx.json"]));
        Assert.That(File.Exists(work.Path("packages/WsBridge.Sdk.0.0.9.nupkg")), "what lay there stays");
    }

    [TestCase("sid", 30, false, true, "")]
    [TestCase("sid", 30, true, false, "could not be renewed")]
    [TestCase("sid", 1, false, false, "")]
    [TestCase("trixie", 30, false, false, "")]
    public async Task A_system_of_unstable_is_renewed_when_it_is_old_and_kept_where_that_fails(string release, int days, bool isBroken,
        bool isRenewed, string said)
    {
        using var work = new Workplace();
        string system = MakeSystem(work, days, isBroken);

        Output output = await work.Run("bash", [Script("system"), release, system], Path(work));

        Assert.That(output.Status, Is.Zero, output.Errors);
        Assert.That(File.Exists(work.Path("system/new")), Is.EqualTo(isRenewed));
        Assert.That(output.Errors, Does.Contain(said));
        Assert.That(Directory.GetDirectories(work.Path("."), "system*"), Has.Length.EqualTo(1));
    }

    [Test]
    public async Task A_system_that_somebody_works_in_is_not_taken_away()
    {
        using var work = new Workplace();
        string system = MakeSystem(work, days: 30, isBroken: false);

        Output output = await work.Run("flock", ["-s", system + ".lock", "bash", Script("system"), "sid", system], Path(work));

        Assert.That(output.Status, Is.Zero, output.Errors);
        Assert.That(File.Exists(work.Path("system/new")), Is.False);
        Assert.That(output.Errors, Does.Contain("in use"));
    }

    [Test]
    public async Task A_system_that_is_not_there_is_made()
    {
        using var work = new Workplace();
        MakeSystem(work, days: 0, isBroken: false);

        Output output = await work.Run("bash", [Script("system"), "trixie", work.Path("other")], Path(work));

        Assert.That(output.Status, Is.Zero, output.Errors);
        Assert.That(File.Exists(work.Path("other/new")));
    }

    private static string Script(string name) => System.IO.Path.Combine(RepositoryPaths.Root, "packaging", name);

    private static Dictionary<string, string?> Path(Workplace work) => new()
    {
        ["PATH"] = work.Path("bin") + ":" + Environment.GetEnvironmentVariable("PATH"),
    };

    private static string MakeSystem(Workplace work, int days, bool isBroken)
    {
        string mark = work.Path("broken");
        Directory.CreateDirectory(work.Path("bin"));
        work.Script("bin/debootstrap", Debootstrap.Replace("{0}", mark, StringComparison.Ordinal));
        work.Script("bin/chroot", "exit 0\n");
        if (isBroken)
        {
            work.Write("broken", "");
        }

        Directory.CreateDirectory(work.Path("system/usr/bin"));
        Directory.CreateDirectory(work.Path("system/var/log"));
        work.Script("system/usr/bin/tshark", "exit 0\n");
        File.SetLastWriteTimeUtc(work.Write("system/var/log/bootstrap.log", ""), DateTime.UtcNow.AddDays(-days));
        return work.Path("system");
    }
}
