/** Every error of colophon: what it could not do, why as a rule, and the way on. */
import type { ErrorCode } from "../../error.js";
import { type Explanation, explanations, type Words } from "./entry.js";

/** A Record over the closed union, so that the compiler misses a code before a user does. */
const errors: Readonly<Record<ErrorCode, Words>> = {
  "usage.invalid": {
    meaning: "the command was called in a way it does not understand",
    causes: ["a misspelled option or value", "a missing argument"],
    action: "read the help of the command: colophon help COMMAND",
  },
  "usage.conflict": {
    meaning: "two options were given that cannot be used together",
    causes: ["one of them comes from the configuration or an alias"],
    action: "leave one of them out",
  },
  "config.invalid": {
    meaning: "the configuration contains something that colophon does not understand",
    causes: ["a misspelled key", "a value of the wrong kind", "broken JSON"],
    action: "correct the key that the message names; see colophon help config",
  },
  "config.forbidden": {
    meaning: "the configuration contains something that may not stand there",
    causes: ["a secret, such as a key or a passphrase", "a setting that would turn off a check"],
    action: "remove it; keys belong into an identity, which colophon keeps encrypted",
  },
  "file.missing": {
    meaning: "there is no file at this path",
    causes: ["a misspelled name", "the file was moved or deleted"],
    action: "check the path",
  },
  "file.directory": {
    meaning: "a file was expected and this is a folder",
    causes: ["the command works on single files"],
    action: "name a file in the folder",
  },
  "file.irregular": {
    meaning: "this is not a regular file but a device, a pipe or a socket",
    causes: ["a path such as /dev/zero", "a link that leads to one"],
    action: "name a regular file, or use - to read from standard input",
  },
  "file.permission": {
    meaning: "the system does not allow colophon to read this file",
    causes: ["the file belongs to another user", "a folder above it is closed"],
    action: "change the permissions or copy the file to a folder of yours",
  },
  "file.empty": {
    meaning: "the file contains nothing",
    causes: ["a download or copy that failed", "a program that stopped before writing"],
    action: "get the file again",
  },
  "file.too-large": {
    meaning: "the file is larger than colophon opens in this format",
    causes: ["the format has to be read whole into memory", "the file is not what its name says"],
    action: "raise the limit if you trust the file: colophon help config",
  },
  "file.changed": {
    meaning: "the file changed while colophon was working on it",
    causes: ["another program is writing to it", "a download is still running"],
    action: "wait until the file is complete and try again",
  },
  "file.io": {
    meaning: "the system reported a fault while reading or writing the file",
    causes: ["a failing disk", "a network drive that went away"],
    action: "try again; copy the file to another disk if it fails again",
  },
  "input.none": {
    meaning: "no input was found to work on",
    causes: ["a pattern that matches nothing", "a folder without media files"],
    action: "check the path or the pattern, and --include and --exclude",
  },
  "format.unsupported": {
    meaning: "colophon does not know this kind of file",
    causes: ["the format cannot carry Content Credentials", "the file is not what its name says"],
    action:
      "see the formats with: colophon help formats; a credential beside the file: --credential FILE.c2pa",
  },
  "format.damaged": {
    meaning: "the file is damaged or incomplete, so nothing can be said about it",
    causes: ["a download or copy that failed", "a program that stopped while writing"],
    action: "get the file again",
  },
  "format.segment": {
    meaning: "this is one segment of a video and cannot be judged without the first",
    causes: ["the video is split into pieces for streaming"],
    action: "use the complete file",
  },
  "format.not-writable": {
    meaning: "a credential cannot be written into this kind of file",
    causes: ["the format has no place for it", "the engine only reads this format"],
    action: "write the credential beside the file with --sidecar",
  },
  "format.encrypted": {
    meaning: "the file is encrypted, so it could not be searched for Content Credentials",
    causes: ["a document with a password"],
    action: "remove the password with the program that set it, and look again",
  },
  "credential.remote-only": {
    meaning: "the Content Credentials are kept on a server and were not fetched",
    causes: ["fetching is off, because it tells the server that you have the file"],
    action: "fetch them with --remote if you may contact the server that the message names",
  },
  "credential.asset-missing": {
    meaning: "this is a credential on its own, and the file it belongs to is needed to judge it",
    causes: ["a .c2pa file was given in place of the media file"],
    action: "give the media file, and the credential with --credential FILE.c2pa",
  },
  "credential.unreadable": {
    meaning: "the file carries Content Credentials that cannot be read",
    causes: ["they were damaged or cut short", "the software that signed made an error"],
    action: "ask for the file as it left its source; do not take it as a file without credentials",
  },
  "credential.unsupported": {
    meaning: "the Content Credentials are of a kind that this engine version cannot judge",
    causes: ["they were made before the standard was final", "they were made by newer software"],
    action: "update colophon and look again; until then nothing can be said about the file",
  },
  "credential.sidecar-missing": {
    meaning: "the credential that was named does not exist",
    causes: ["a misspelled path", "the credential was moved away from its file"],
    action: "check the path given with --credential",
  },
  "credential.part-missing": {
    meaning: "the credential has no part with this name",
    causes: ["a misspelled label", "the credential carries no such thumbnail or detail"],
    action: "see the parts with: colophon inspect FILE",
  },
  "output.exists": {
    meaning: "there is a file already where the output should go",
    causes: ["the command was run before"],
    action: "choose another name with -o, or replace it with --force",
  },
  "output.is-input": {
    meaning: "the output would overwrite the file that is being read",
    causes: ["the same path was given twice", "a link leads back to the input"],
    action: "choose another name with -o, or use --in-place to replace the file safely",
  },
  "output.folder": {
    meaning: "the output cannot go into this folder",
    causes: ["the folder does not exist", "the path is a file"],
    action: "make the folder, or choose another with -o",
  },
  "output.clash": {
    meaning: "two inputs would be written to the same output",
    causes: ["files with the same name in different folders", "an -o that leaves out {name} or {ext}"],
    action: "use a template such as -o {dir}/{name}.signed{ext}",
  },
  "output.terminal": {
    meaning: "the output is a media file, which would fill the terminal with noise",
    causes: ["standard output was not sent anywhere"],
    action: "name a file with -o, or send the output to a file or program with -o -",
  },
  "output.no-space": {
    meaning: "there is no space left to write the output; nothing was changed",
    causes: ["the disk or the quota is full"],
    action: "free some space, or choose another disk with -o",
  },
  "output.not-writable": {
    meaning: "the system does not allow colophon to write the output; nothing was changed",
    causes: ["the folder belongs to another user", "the disk is read-only"],
    action: "choose another folder with -o",
  },
  "identity.none": {
    meaning: "there is no identity to sign with",
    causes: ["none has been made yet; none comes with the program"],
    action: 'make one with: colophon identity create NAME --for "Ana Ruiz"',
  },
  "identity.unknown": {
    meaning: "there is no identity with this name",
    causes: ["a misspelled name", "it was removed or renamed"],
    action: "see those you have with: colophon identity list",
  },
  "identity.exists": {
    meaning: "there is an identity with this name already",
    causes: ["it was made before"],
    action: "choose another name, or use: colophon identity renew NAME",
  },
  "identity.name": {
    meaning: "this name cannot be used for an identity",
    causes: ["it contains a character that could not stand in a file name", "it is empty or too long"],
    action: "use letters, digits and hyphens",
  },
  "identity.locked": {
    meaning: "the identity is protected by a passphrase, and there was nobody to ask for it",
    causes: ["the command runs without a terminal"],
    action: "run it in a terminal, or see how to give the passphrase: colophon help environment",
  },
  "identity.passphrase": {
    meaning: "the passphrase does not open this identity",
    causes: ["a typing error, or Caps Lock", "the passphrase belongs to another identity"],
    action: "try again; a lost passphrase cannot be recovered, make a new identity then",
  },
  "identity.incomplete": {
    meaning: "the identity has a key and no certificate yet",
    causes: ["a certificate was requested and has not been installed"],
    action: "install it with: colophon identity install NAME --cert FILE",
  },
  "key.unreadable": {
    meaning: "this is not a private key that colophon can read",
    causes: ["another kind of file", "a key in a form that is not supported", "a damaged file"],
    action: "give a key in PEM form or a PKCS#12 file",
  },
  "key.mismatch": {
    meaning: "the key and the certificate do not belong together",
    causes: ["files of two different identities", "the certificate was renewed with a new key"],
    action: "give the key that the certificate was requested with",
  },
  "key.algorithm": {
    meaning: "this kind of key cannot be used with this algorithm, or not for signing at all",
    causes: ["an --alg that does not fit the key", "a kind of key that C2PA does not allow"],
    action: "leave --alg out, or make a new identity with: colophon identity create NAME",
  },
  "certificate.unreadable": {
    meaning: "this is not a certificate that colophon can read",
    causes: ["another kind of file", "a damaged file"],
    action: "give certificates in PEM form",
  },
  "certificate.expired": {
    meaning: "the certificate has expired, so nothing can be signed with it any more",
    causes: ["its time has run out"],
    action: "renew it with: colophon identity renew NAME",
  },
  "certificate.not-yet-valid": {
    meaning: "the certificate is not valid yet",
    causes: ["it begins at a later date", "this computer's clock is wrong"],
    action: "check the clock, or wait for the date in the message",
  },
  "certificate.unsuitable": {
    meaning: "the certificate was not issued for signing Content Credentials",
    causes: ["it is for a web site or an authority", "it lacks an entry that C2PA requires"],
    action:
      "with an identity of your own, see each fault with: colophon identity show NAME; of a file you were given, ask whoever signed it",
  },
  "certificate.chain": {
    meaning: "the certificates do not lead from one to the next",
    causes: ["an intermediate certificate is missing", "they stand in the wrong order"],
    action: "give the signing certificate first, then each one that issued the one before",
  },
  "signer.failed": {
    meaning: "the external program that should sign did not deliver a usable signature",
    causes: ["it was not found or stopped with an error", "it took too long", "it signed with another key"],
    action: "run the program by hand, and check the command given with --signer",
  },
  "disclosure.unknown": {
    meaning: "this is not one of the ways to say how a file was made",
    causes: ["a misspelled name", "a name that is no longer in use"],
    action: "see them all with: colophon help disclosures",
  },
  "action.unknown": {
    meaning: "this is not an action that C2PA knows, or one it no longer uses",
    causes: ["a misspelled name", "an action of your own without a dot in its name"],
    action: "use one that the message names, or a name of your own with a domain: com.example.retouched",
  },
  "definition.invalid": {
    meaning: "the description of what to sign contains a fault; nothing was signed",
    causes: ["a misspelled key", "a required part is missing", "broken JSON"],
    action: "correct the place that the message names, and look at the result with --dry-run",
  },
  "parent.broken": {
    meaning: "the file that this one is based on has broken Content Credentials; signing would hide that",
    causes: ["it changed after it was signed", "a part of its own history is broken"],
    action: "see what is wrong with: colophon trace FILE; sign all the same with --force",
  },
  "parent.conflict": {
    meaning: "more than one file was given as the one that this file is based on",
    causes: ["the input has credentials of its own, and --parent names another file"],
    action: "leave --parent out, or give the other file with --ingredient",
  },
  "sign.failed": {
    meaning: "the file could not be signed; nothing was written",
    causes: ["the engine refused the file or what was to be signed"],
    action: "read the reason in the message, and try again with -v",
  },
  "sign.unverified": {
    meaning: "the signed file did not pass its own check afterward and was removed",
    causes: ["a fault of the engine with this kind of file", "the disk reported an error"],
    action: "try again; if it happens again, report it with the output of: colophon doctor",
  },
  "label.exists": {
    meaning: "the file is labeled already, and a second label would contradict or repeat the first",
    causes: ["it was labeled by its producer before it came to you", "it is labeled for the second time"],
    action:
      "as a platform, add your own part with --as-propagator; your own label can be renewed with --force",
  },
  "label.conflict": {
    meaning: "the file says of itself something else than the label would say",
    causes: [
      "its metadata or credentials say that it was recorded or drawn without AI",
      "it carries several AIGC labels that differ",
    ],
    action: "find out which of them is right with: colophon inspect FILE; --force lets yours stand",
  },
  "label.nothing": {
    meaning: "nothing in the file points to AI, so a platform has nothing to say about it",
    causes: ["it was made without AI", "its marks were lost on the way"],
    action: "with --declared where whoever uploaded it says that AI made it",
  },
  "label.unverified": {
    meaning: "a mark that was to be written is not in what was written, so nothing was kept",
    causes: ["an unusual file in which the mark cannot be found again", "a defect in colophon"],
    action: "convert the file to another format and label that",
  },
  "label.invalid": {
    meaning: "the AIGC label would not have the form that GB 45438-2025 gives it",
    causes: [
      "a value with spaces, backslashes or letters outside ASCII",
      "an empty number for the content",
      "a label that is neither 1, 2 nor 3",
    ],
    action: "correct the value that the message names",
  },
  "label.picture": {
    meaning: "a visible mark cannot be drawn on this picture without losing something of it",
    causes: [
      "an animation in a format whose frames cannot be written again (APNG, AVIF sequence)",
      "colors for print (CMYK), or numbers for colors that no encoder here writes",
      "a format that can be read only (HEIC, JPEG XL, raw pictures)",
    ],
    action: "convert the picture to JPEG, PNG, WebP, AVIF, TIFF or GIF and label that",
  },
  "label.provider": {
    meaning: "the name or code of the provider cannot stand in an AIGC label",
    causes: [
      "a name with spaces or letters outside ASCII",
      "a provider code with a wrong digit; its check digit shows that",
    ],
    action: "give the code that your organization registered, or its name in ASCII letters without spaces",
  },
  "label.text": {
    meaning: "the text of the visible mark cannot be drawn",
    causes: [
      "letters that are not among those that come with colophon: Western Latin letters and the common Chinese characters do",
      "line breaks, control characters, or a text that is longer than a mark can be",
      "a script that is written from right to left",
    ],
    action: "use other words, or give a font file that has the letters",
  },
  "consent.uncovered": {
    meaning: "the consent that was given does not cover what was done",
    causes: [
      "it has expired or was withdrawn",
      "it is for another attribute, such as the voice and not the face",
    ],
    action:
      "get a record that covers it, or leave --consent out: the label then says that none is documented",
  },
  "consent.invalid": {
    meaning: "this is no consent record that can be read",
    causes: ["another kind of file", "a cut-short or edited file", "a record of newer software"],
    action: "ask whoever recorded the consent for the file again, or make one with: colophon consent record",
  },
  "journal.broken": {
    meaning: "the journal of what was labeled is not as it was written: lines were changed, cut or taken out",
    causes: ["somebody edited it", "the disk was full or the power failed in the middle of a line"],
    action:
      "move it away as it is, together with the file beside it that ends in .head; the next label begins a new one",
  },
  "journal.locked": {
    meaning: "another process holds the journal of what was labeled and did not let go of it",
    causes: [
      "it hangs, or was stopped",
      "it ran on another machine that shares the folder, or in a container, and died less than a minute ago",
    ],
    action: "end that process, or try again in a minute if there is none",
  },
  "profile.invalid": {
    meaning: "these rules cannot be read, so nothing was held against them",
    causes: ["a misspelled key in a policy of your own", "a file that is no rubric"],
    action: "mend the place that is named",
  },
  "profile.unknown": {
    meaning: "there is no set of rules with this name",
    causes: ["a misspelled name"],
    action: "see the laws with: colophon help laws",
  },
  "timestamp.failed": {
    meaning: "no timestamp authority confirmed the time",
    causes: ["the network or the authority's server was down", "its answer did not pass its checks"],
    action: "try another with --tsa URL, or sign without one: --no-timestamp",
  },
  "trust.unreadable": {
    meaning: "this trust list cannot be read, so nothing was judged with it",
    causes: ["a web page or another kind of file", "a damaged certificate in the list", "a cut-short file"],
    action: "get the list again with: colophon trust update",
  },
  "trust.unknown": {
    meaning: "there is no trust list with this name",
    causes: ["a misspelled name", "it was removed"],
    action: "see those you have with: colophon trust list",
  },
  "trust.exists": {
    meaning: "there is a trust list with this name already",
    causes: ["it was added before"],
    action: "choose another with --name, or bring it up to date with: colophon trust update",
  },
  "trust.kind": {
    meaning: "this trust list is of another kind than the one that is needed here",
    causes: ["lists of issuers, timestamp authorities and publishers are kept apart"],
    action: "see the kinds with: colophon trust list",
  },
  "av.failed": {
    meaning: "the program FFmpeg, which works on audio and video, stopped with a fault of its own",
    causes: ["a damaged or unusual file", "too little memory or disk space", "a defect in FFmpeg"],
    action: "play the file to see whether it is whole; convert it to another format and try again",
  },
  "av.missing": {
    meaning: "audio and video cannot be marked, because the package that works on them is not installed",
    causes: ["it is optional: it is large, and parts of it are under the GPL"],
    action: "install it: npm install node-av",
  },
  "network.refused": {
    meaning: "colophon does not contact this address",
    causes: ["it leads into a private network or to this computer", "it contains a name and password"],
    action: "fetch the file yourself if you trust the address, and give it as a file",
  },
  "network.failed": {
    meaning: "something could not be fetched",
    causes: ["the network was down", "the server did not answer, or answered with an error"],
    action: "try again later; it says nothing about the file",
  },
  timeout: {
    meaning: "the work took longer than the time allowed and was stopped",
    causes: ["a large file on a very slow disk", "a file built to keep programs busy"],
    action: "allow more with --timeout SECONDS if you trust the file",
  },
  "engine.missing": {
    meaning: "the C2PA engine could not be loaded",
    causes: ["it does not exist for this system", "the installation is not complete"],
    action: "see what is missing with: colophon doctor",
  },
  "engine.crashed": {
    meaning:
      "the process that analyzed the file ended before it answered; the other files were not touched by it",
    causes: [
      "a file built to bring programs down",
      "a machine or a container without memory to spare, where it says SIGKILL",
      "a defect in the engine or in a decoder",
    ],
    action: "try again with -v, which shows what the engine said last; it says nothing about the file",
  },
  "engine.memory": {
    meaning: "the analysis took more memory than allowed and was stopped",
    causes: ["a file built to fill the memory", "a very large file"],
    action: "allow more with --max-memory SIZE if you trust the file",
  },
  "engine.failed": {
    meaning: "the C2PA engine stopped with a fault of its own",
    causes: ["a damaged or unusual file", "a defect in the engine"],
    action: "try again with -v; it says nothing about the file",
  },
  interrupted: {
    meaning: "the work was interrupted before it was done; no half-written file was left behind",
    causes: ["somebody pressed Ctrl-C, or the system is shutting down"],
    action: "run the command again",
  },
  "explain.unknown": {
    meaning: "there is no explanation for this code",
    causes: ["a misspelled code", "a code of newer software or of another program"],
    action: "see all codes with: colophon explain",
  },
};

export const errorCodes: readonly Explanation[] = explanations("error", errors);
