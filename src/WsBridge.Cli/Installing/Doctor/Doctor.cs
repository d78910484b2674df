using System.Runtime.InteropServices;
using WsBridge.Cli.Tools;

namespace WsBridge.Cli.Installing;

/// <summary>Looks at everything that plain Wireshark needs to show findings, from the bottom up.</summary>
internal static class Doctor
{
    public static DoctorReport Examine()
    {
        List<Diagnosis> said = [];
        Patient? patient = TsharkCheck.Find(said);
        if (patient is not null)
        {
            said.Add(LuaCheck.Look(patient));
            said.AddRange(StubCheck.Look(patient));
            said.Add(SchemaCheck.Look());
            said.Add(ProtocolCheck.Look(patient));
            if (!said.Exists(IsProblem))
            {
                said.Add(FindingsCheck.Look(patient));
            }

            said.Add(CaptureSourcesCheck.Look(patient));
            said.Add(CaptureRightsCheck.Look(patient));
            said.Add(ColumnsCheck.Look(patient));
        }

        return new DoctorReport(Application.Build, Installation.Program, RuntimeInformation.OSDescription, patient?.Tshark,
            patient?.Version.ToString(), !said.Exists(IsProblem), said);
    }

    private static bool IsProblem(Diagnosis diagnosis) => diagnosis.Status == "problem";
}
