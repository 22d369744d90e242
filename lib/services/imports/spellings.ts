import type { ImportField } from "#lib/domain/api/import";

/**
 * Headers in their compact spelling (letters and digits only, marks of letters taken off), the likeliest first: English,
 * German, French, Spanish, Portuguese, Italian, Dutch, Nordic, Polish, Turkish, Russian, Japanese, Chinese, Arabic.
 */
export const SPELLINGS: Record<ImportField, readonly string[]> = {
  phone_number: (
    "phonenumber phone phoneno phonenr phonee164 mobile mobilenumber mobilephone mobileno cell cellphone cellnumber " +
    "telephone telephonenumber telephoneno tel telno contactnumber contactphone primaryphone workphone " +
    "businessphone homephone msisdn telefon telefonnummer telefonnr rufnummer handy handynummer mobil mobilnummer " +
    "mobiltelefon numerodetelephone numerotelephone portable telephoneportable mobilephonenumber telefono " +
    "numerodetelefono movil celular telefonocelular telefone telemovel numerodetelefone cellulare telefonocellulare " +
    "telefoon telefoonnummer mobiel mobielnummer puhelin puhelinnumero matkapuhelin telefonkomorkowy numertelefonu " +
    "komorka cep ceptelefonu telefonnumarası телефон номертелефона мобильныи мобильныителефон 電話番号 電話 携帯電話 " +
    "电话 电话号码 手机 手机号 手机号码 الهاتف هاتف جوال رقمالهاتف"
  ).split(" "),
  first_name: (
    "firstname first givenname forename fname vorname prenom nombre primernombre nome primeironome voornaam fornavn " +
    "fornamn etunimi imie имя 名 名前"
  ).split(" "),
  last_name: (
    "lastname last surname familyname lname nachname familienname nomdefamille apellido apellidos sobrenome apelido " +
    "cognome achternaam etternavn efternavn efternamn sukunimi nazwisko soyad soyadı фамилия 姓"
  ).split(" "),
  name: (
    "name fullname contactname contact customername customer client kunde kontakt ansprechpartner nom nomcomplet " +
    "nomecompleto nombrecompleto naam navn namn nimi imieinazwisko adsoyad фио 氏名 姓名"
  ).split(" "),
  email: (
    "email emailaddress mail emailadresse adressemail courriel correo correoelectronico emailadres epost eposta " +
    "почта 邮箱 メール"
  ).split(" "),
  timezone: "timezone tz zeitzone fuseauhoraire zonahoraria fusohorario tijdzone".split(" "),
  priority: "priority prioritat priorite prioridad prioridade prioriteit".split(" "),
  // Whom one may call follows from it, so that a person has to choose it.
  consent: [],
  tags: "tags tag labels label etiquetas etiquettes etichette".split(" "),
};
