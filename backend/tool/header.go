package tool

import (
	"bufio"
	"bytes"
	"debug/elf"
	"debug/macho"
	"debug/pe"
	"errors"
	"io"
	"io/fs"
	"os"
	"runtime"
	"strings"

	"firstlight/backend/process"
)

// maker is what a program was made for.
type maker struct{ system, processor string }

func (m maker) String() string {
	if m.processor == "" {
		return m.system
	}
	return m.system + " on " + m.processor
}

// whyNotStarted says what is wrong with a file that the system did not start;
// nil where its head does not tell.
func whyNotStarted(file string) *fault {
	f, err := os.Open(file)
	if err != nil {
		return nil
	}
	defer func() { _ = f.Close() }()
	head := make([]byte, 4)
	n, err := io.ReadFull(f, head)
	if err != nil && !errors.Is(err, io.ErrUnexpectedEOF) && !errors.Is(err, io.EOF) {
		return nil
	}
	head = head[:n]
	made, loader := made(f, head)
	switch {
	case n == 0:
		return &fault{"not-a-program", "is an empty file", "Install it again"}
	case made.system != "" && !made.fits():
		return &fault{"wrong-architecture", "was made for " + made.String() + ", not for " + here().String(), "Install the one for " + here().String()}
	case loader != "" && isMissing(loader):
		return &fault{"no-interpreter", "needs " + process.Short(loader) + ", which is not there", "Install it again"}
	case made.system == "" && !bytes.HasPrefix(head, []byte("#!")):
		return &fault{"not-a-program", "is neither a program nor a script that names its interpreter", "Install it again"}
	default:
		return nil
	}
}

// made returns what a file's head says that it was made for, and the program
// that it is started through.
func made(f *os.File, head []byte) (m maker, loader string) {
	switch {
	case bytes.HasPrefix(head, []byte("#!")):
		return maker{}, interpreter(f)
	case bytes.HasPrefix(head, []byte(elf.ELFMAG)):
		program, err := elf.NewFile(f)
		if err != nil {
			return maker{}, ""
		}
		return maker{"Linux", processor(program.Machine.String())}, elfLoader(program)
	case bytes.HasPrefix(head, []byte("MZ")):
		program, err := pe.NewFile(f)
		if err != nil {
			return maker{"Windows", ""}, ""
		}
		machines := map[uint16]string{pe.IMAGE_FILE_MACHINE_AMD64: "x86-64", pe.IMAGE_FILE_MACHINE_ARM64: "64-bit ARM", pe.IMAGE_FILE_MACHINE_I386: "32-bit x86"}
		return maker{"Windows", machines[program.Machine]}, ""
	}
	if program, err := macho.NewFile(f); err == nil {
		return maker{"macOS", processor(program.Cpu.String())}, ""
	}
	if fat, err := macho.NewFatFile(f); err == nil {
		for _, part := range fat.Arches {
			if (maker{"macOS", processor(part.Cpu.String())}).fits() {
				return maker{}, ""
			}
		}
		return maker{"macOS", "other processors"}, ""
	}
	return maker{}, ""
}

// interpreter returns the program that a script names in its first line.
func interpreter(f *os.File) string {
	if _, err := f.Seek(int64(len("#!")), io.SeekStart); err != nil {
		return ""
	}
	line, _ := bufio.NewReader(io.LimitReader(f, 256)).ReadString('\n')
	words := strings.Fields(line)
	if len(words) == 0 {
		return ""
	}
	return words[0]
}

// elfLoader returns the program that a Linux program has itself loaded by.
func elfLoader(program *elf.File) string {
	for _, p := range program.Progs {
		if p.Type == elf.PT_INTERP {
			path, err := io.ReadAll(io.LimitReader(p.Open(), 4096))
			if err == nil {
				return string(bytes.TrimRight(path, "\x00"))
			}
		}
	}
	return ""
}

// processor returns the name of a processor that people know.
func processor(name string) string {
	names := map[string]string{
		"EM_X86_64": "x86-64", "CpuAmd64": "x86-64", "EM_AARCH64": "64-bit ARM", "CpuArm64": "64-bit ARM",
		"EM_ARM": "32-bit ARM", "CpuArm": "32-bit ARM", "EM_386": "32-bit x86", "Cpu386": "32-bit x86",
		"EM_RISCV": "RISC-V", "EM_PPC64": "64-bit PowerPC", "EM_S390": "IBM Z", "EM_MIPS": "MIPS", "EM_LOONGARCH": "LoongArch",
	}
	if known, ok := names[name]; ok {
		return known
	}
	return strings.TrimPrefix(strings.TrimPrefix(name, "EM_"), "Cpu")
}

// here is what this machine is.
func here() maker {
	systems := map[string]string{"linux": "Linux", "darwin": "macOS", "windows": "Windows"}
	processors := map[string]string{
		"amd64": "x86-64", "arm64": "64-bit ARM", "386": "32-bit x86", "arm": "32-bit ARM", "riscv64": "RISC-V",
		"ppc64le": "64-bit PowerPC", "s390x": "IBM Z", "loong64": "LoongArch",
	}
	return maker{systems[runtime.GOOS], processors[runtime.GOARCH]}
}

// fits reports whether this machine starts what was made so.
func (m maker) fits() bool {
	host := here()
	return m.system == host.system && (m.processor == host.processor || m.processor == "" ||
		m.processor == "32-bit x86" && host.processor == "x86-64" || m.processor == "32-bit ARM" && host.processor == "64-bit ARM")
}

func isMissing(file string) bool {
	_, err := os.Stat(file)
	return errors.Is(err, fs.ErrNotExist)
}
