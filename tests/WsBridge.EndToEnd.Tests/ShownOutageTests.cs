using System.Globalization;
using WsBridge.Testing;

namespace WsBridge.EndToEnd.Tests;

/// <summary>Outages in tshark are those of <c>wsbridge roams</c>.</summary>
internal sealed class ShownOutageTests
{
    private const string Field = "wsbridge.roam.outage_ms";

    /// <summary>Times are rounded to microseconds on their way.</summary>
    private const double RoundingMs = 0.002;

    [TestCase("12h_ft-psk_auth-wrong-PMKR0Name_ap2.10.pcapng")]
    [TestCase("12j_ft-psk_auth-2pmkids_ap2.10.pcapng")]
    [TestCase("15b_owe.pcapng")]
    [TestCase("hwsim/table/ap_ft_eap.pcapng")]
    [TestCase("field/m1-unacked-band-move.pcap")]
    public async Task An_outage_stands_on_the_last_frame_of_its_attempt_and_on_the_data_that_ended_it(string recording)
    {
        using var work = new Workplace();
        string path = Path.Combine(RepositoryPaths.Captures, recording);
        List<ShownRoam> rows = ShownRoam.FromNdjson((await work.WsBridge("roams", "--format", "ndjson", path)).Lines);
        ShownRoam last = rows.Last(row => row is { Outcome: "success", OutageMs: not null });

        Dictionary<int, double> twoPasses = await Shown(work, path, "-2");
        Dictionary<int, double> onePass = await Shown(work, path);

        Assert.That(twoPasses[last.EndFrame], Is.EqualTo(last.OutageMs!.Value).Within(RoundingMs));
        Assert.That(onePass, Is.Not.Empty, "where service is back it is known");
        Assert.That(onePass.Keys, Is.SubsetOf(twoPasses.Keys).And.All.GreaterThan(rows[0].EndFrame));
        Assert.That(onePass.Values, Is.SubsetOf(twoPasses.Values));
    }

    /// <summary>What is not known is left out: nothing is shown that <c>roams</c> does not say.</summary>
    [TestCase("17_soak_2sta_ft.pcapng")]
    [TestCase("09h_ft-eap_2pmkid_pmksa_prepend_ap2.10.pcapng")]
    [TestCase("field/broadcast-deauth-in-4way.pcap")]
    [TestCase("field/ft-ok-then-one-way-data.pcap")]
    public async Task No_other_outage_is_shown_than_those_of_roams(string recording)
    {
        using var work = new Workplace();
        string path = Path.Combine(RepositoryPaths.Captures, recording);
        List<ShownRoam> rows = ShownRoam.FromNdjson((await work.WsBridge("roams", "--format", "ndjson", path)).Lines);

        Dictionary<int, double> shown = await Shown(work, path, "-2");

        double?[] unknown = [.. shown.Values.Select(outage => (double?)outage)
            .Where(outage => !rows.Any(row => Math.Abs((row.OutageMs ?? -1) - outage!.Value) < RoundingMs))];
        Assert.That(unknown, Is.Empty);
    }

    private static async Task<Dictionary<int, double>> Shown(Workplace work, string path, params string[] passes)
    {
        Output output = await work.Tshark([.. passes, "-r", path, "-Y", Field, "-T", "fields", "-e", "frame.number", "-e", Field]);
        return output.AssertGood().Text.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split('\t'))
            .ToDictionary(
                cells => int.Parse(cells[0], CultureInfo.InvariantCulture),
                cells => double.Parse(cells[1], CultureInfo.InvariantCulture));
    }
}
